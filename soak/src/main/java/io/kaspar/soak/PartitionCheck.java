package io.kaspar.soak;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.soak.Content.Fate;
import io.kaspar.soak.PartitionLedger.View;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;

/** Compares what a scan found of one partition with one of the ways the witness saw it. */
final class PartitionCheck {
    private static final int MOST_DIFFERENCES = 5;

    private final ScanRequest request;
    private final Uuid topicId;
    private final int partition;
    private final OffsetRange range;
    private final PartitionLedger ledger;
    private final View view;
    private final List<String> differences = new ArrayList<>();
    private long compared;
    private long byContentOnly;
    private long compactedAway;
    private long missed;

    /** @param range that the scan had to read */
    PartitionCheck(
            ScanRequest request,
            TopicLedger topic,
            int partition,
            OffsetRange range,
            PartitionLedger ledger,
            View view) {
        this.request = request;
        this.topicId = topic.topicId();
        this.partition = partition;
        this.range = range;
        this.ledger = ledger;
        this.view = view;
    }

    Verdict records(List<FoundRecord> found) {
        checkOrder(found);
        Lineage expected = view.records();
        int next = 0;
        for (FoundRecord each : found) {
            checkContent(each);
            for (;
                    next < expected.size()
                            && expected.get(next).offset() < each.seen().offset();
                    next++) {
                missing(expected.get(next));
            }
            if (next < expected.size()
                    && expected.get(next).offset() == each.seen().offset()) {
                compare(expected.get(next++), each);
            } else {
                unexpected(each);
            }
        }
        for (; next < expected.size(); next++) {
            missing(expected.get(next));
        }
        return verdict();
    }

    /** The least and the most that a count may be; the most is unknown where the witness does not know all. */
    record Bounds(long least, long most) {}

    Bounds count() {
        long least = 0;
        long most = 0;
        Lineage expected = view.records();
        for (int i = 0; i < expected.size(); i++) {
            SeenRecord seen = expected.get(i);
            if (isWanted(seen)) {
                most++;
                least += ledger.mayBeCompacted(seen) ? 0 : 1;
            }
        }
        boolean knowsAll = request.committed()
                && !ledger.isCompacted()
                && (range.isEmpty()
                        || (view.knows(range.startOffset())
                                && view.knows(range.endOffset() - 1)
                                && view.unseen().stream().noneMatch(this::overlaps)));
        return new Bounds(least, knowsAll ? most : Math.max(most, range.offsetCount()));
    }

    private boolean overlaps(OffsetRange other) {
        return other.startOffset() < range.endOffset() && range.startOffset() < other.endOffset();
    }

    private void checkOrder(List<FoundRecord> found) {
        for (int i = 1; i < found.size(); i++) {
            SeenRecord before = found.get(i - 1).seen();
            SeenRecord now = found.get(i).seen();
            if (now.offset() <= before.offset()) {
                differ("not in offset order: " + before + " before " + now);
            }
            if (now.epoch() < before.epoch()) {
                differ("epochs go back: " + before + " before " + now);
            }
        }
    }

    private void checkContent(FoundRecord found) {
        if (found.seen().offset() < range.startOffset() || found.seen().offset() >= range.endOffset()) {
            differ("found outside of " + range + ": " + found.seen());
        }
        if (!found.isIntact()) {
            differ("found a damaged record: " + found.seen());
            return;
        }
        Content.Description said = found.description().orElseThrow();
        if (said.topic() != topicId.getMostSignificantBits() || said.partition() != partition) {
            differ("found a record of another life of the topic or of partition " + said.partition() + ": "
                    + found.seen());
        }
        if (!request.wants(found.seen().timestampMs())) {
            differ("found a record of another time: " + found.seen());
        }
    }

    private boolean isWanted(SeenRecord seen) {
        return request.wants(seen.timestampMs()) && view.knows(seen.offset());
    }

    private void compare(SeenRecord expected, FoundRecord found) {
        if (expected.isSame(found.seen(), request.hasEpochs())) {
            compared++;
        } else {
            differ("expected " + expected + ", found " + found.seen());
        }
    }

    private void missing(SeenRecord expected) {
        if (!isWanted(expected)) {
            return;
        }
        if (ledger.mayBeCompacted(expected)) {
            compactedAway++;
        } else if (request.mayMiss()) {
            missed++;
        } else {
            differ("missing: " + expected);
        }
    }

    private void unexpected(FoundRecord found) {
        boolean isPossible =
                !view.knows(found.seen().offset()) || !request.committed() || ledger.mayBeCompacted(found.seen());
        boolean wasAborted =
                request.committed() && found.description().stream().anyMatch(said -> said.fate() == Fate.ABORTED);
        if (wasAborted) {
            // What its writer was going to do is not what Kafka did, where the witness saw it as well.
            differ("found a record that was aborted: " + found.seen());
        } else if (isPossible) {
            byContentOnly++;
        } else {
            differ("the witness did not see: " + found.seen()
                    + found.description().map(said -> ", " + said.fate()).orElse(""));
        }
    }

    private void differ(String difference) {
        if (differences.size() < MOST_DIFFERENCES) {
            differences.add("partition " + partition + " " + range + ": " + difference);
        }
    }

    private Verdict verdict() {
        return new Verdict(compared, byContentOnly, compactedAway, missed, differences);
    }
}
