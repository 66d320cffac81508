package io.kaspar.soak;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.soak.PartitionLedger.View;
import io.kaspar.soak.SoakTopic.Trait;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Compares what a scan found with what was seen of its topic. */
final class ScanCheck {
    /** A witness may be without the partition's leader as long as a scan was. */
    private static final long WITNESS_TIMEOUT_MS = 60_000;

    /** In this time a witness that is behind comes to records that compaction knew already when the scan ran. */
    private static final long COMPACTION_GRACE_MS = 20_000;

    private static final Comparator<Verdict> BEST = Comparator.comparingInt(
                    (Verdict verdict) -> verdict.differences().size())
            .thenComparingLong(Verdict::missed);

    private final ScanRequest request;
    private final ScanResult result;

    ScanCheck(ScanRequest request, ScanResult result) {
        this.request = request;
        this.result = result;
    }

    /** The best that can be said, of all the lives the topic had while the scan ran. */
    Verdict of(List<TopicLedger> lives) {
        Verdict verdict = now(lives);
        boolean isCompacted = lives.stream().anyMatch(life -> life.topic().has(Trait.COMPACTED));
        long deadlineMs = System.currentTimeMillis() + COMPACTION_GRACE_MS;
        while (isCompacted && !verdict.isGood() && System.currentTimeMillis() < deadlineMs) {
            Life.sleep(500);
            verdict = now(lives);
        }
        return verdict;
    }

    private Verdict now(List<TopicLedger> lives) {
        return lives.stream().map(this::of).min(BEST).orElseGet(() -> Verdict.different("nobody knows of this topic"));
    }

    private Verdict of(TopicLedger life) {
        awaitWitness(life);
        if (request.counts()) {
            return count(life);
        }
        Verdict records = records(life);
        return records.and(explanation(records));
    }

    /** Records may be missing behind a limit, and where the scan says that they were lost. */
    private Verdict explanation(Verdict verdict) {
        if (result.count() > request.mostRows()) {
            return Verdict.different(result.count() + " rows, but the limit is " + request.mostRows());
        }
        boolean isExplained = (request.isLimited() && result.count() == request.mostRows())
                || verdict.missed() <= result.lostOffsets();
        return isExplained
                ? Verdict.NOTHING
                : Verdict.different(verdict.missed() + " records are missing, but " + result.lostOffsets()
                        + " offsets are said to be lost");
    }

    private Verdict records(TopicLedger life) {
        Verdict all = Verdict.NOTHING;
        for (Map.Entry<Integer, OffsetRange> held : result.snapshot().entrySet()) {
            all = all.and(partition(life, held.getKey(), wanted(held.getValue())));
        }
        for (int partition : result.rows().keySet()) {
            if (!result.snapshot().containsKey(partition)) {
                all = all.and(
                        Verdict.different("records of partition " + partition + ", which is not in the snapshot"));
            }
        }
        return all;
    }

    private Verdict partition(TopicLedger life, int partition, OffsetRange range) {
        PartitionLedger ledger = life.partition(partition);
        List<FoundRecord> found = result.rows().getOrDefault(partition, List.of());
        return ledger.views(range).stream()
                .map(view -> new PartitionCheck(request, life, partition, range, ledger, view).records(found))
                .min(BEST)
                .orElseThrow();
    }

    private Verdict count(TopicLedger life) {
        long least = 0;
        long most = 0;
        for (Map.Entry<Integer, OffsetRange> held : result.snapshot().entrySet()) {
            OffsetRange range = wanted(held.getValue());
            PartitionLedger ledger = life.partition(held.getKey());
            long leastHere = Long.MAX_VALUE;
            long mostHere = 0;
            for (View view : ledger.views(range)) {
                PartitionCheck.Bounds bounds =
                        new PartitionCheck(request, life, held.getKey(), range, ledger, view).count();
                leastHere = Math.min(leastHere, bounds.least());
                mostHere = Math.max(mostHere, bounds.most());
            }
            least += leastHere;
            most += mostHere;
        }
        least -= request.bearsLoss() ? result.lostOffsets() : 0;
        boolean isRight = least <= result.count() && result.count() <= most;
        return isRight
                ? new Verdict(result.count(), 0, 0, 0, List.of())
                : Verdict.different("counted " + result.count() + ", expected from " + least + " to " + most);
    }

    private OffsetRange wanted(OffsetRange held) {
        long start = Math.max(held.startOffset(), request.offsets().startOffset());
        long end = Math.min(held.endOffset(), request.offsets().endOffset());
        return new OffsetRange(start, Math.max(start, end));
    }

    private void awaitWitness(TopicLedger life) {
        long deadlineMs = System.currentTimeMillis() + WITNESS_TIMEOUT_MS;
        while (life.isAlive() && !hasSeenAll(life) && System.currentTimeMillis() < deadlineMs) {
            Life.sleep(50);
        }
    }

    private boolean hasSeenAll(TopicLedger life) {
        return result.snapshot().entrySet().stream()
                .allMatch(held -> life.partition(held.getKey()).position()
                        >= wanted(held.getValue()).endOffset());
    }
}
