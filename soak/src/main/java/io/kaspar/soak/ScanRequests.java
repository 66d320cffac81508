package io.kaspar.soak;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.soak.SoakTopic.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Makes up queries. */
final class ScanRequests {
    private static final int LARGE = 60_000;
    private static final int MOST_OFFSETS = 30_000;
    private static final int LONGEST_PAUSE_MS = 5_000;

    private final SoakTopics topics;
    private final List<String> catalogs;
    private final Random random;

    ScanRequests(SoakTopics topics, List<String> catalogs, Random random) {
        this.topics = topics;
        this.catalogs = catalogs;
        this.random = random;
    }

    ScanRequest next() {
        TopicLedger ledger = topics.any(random, topic -> !topic.has(Trait.WRITTEN));
        List<String> kind = new ArrayList<>();
        Map<String, String> options = options(kind);
        if (mayLose(ledger.topic()) && random.nextInt(3) == 0) {
            options.put("failOnDataLoss", "false");
            kind.add("lossy");
        }
        boolean counts = random.nextInt(6) == 0;
        boolean committed = random.nextInt(8) > 0;
        if (!committed) {
            options.put("isolation", "read_uncommitted");
            kind.add("uncommitted");
        }
        boolean oneOnly = random.nextInt(5) == 0;
        Optional<Integer> partition = oneOnly ? Optional.of(random.nextInt(ledger.partitionCount())) : Optional.empty();
        OffsetRange offsets = offsets(ledger, counts);
        boolean isTimed = random.nextInt(6) == 0;
        long firstMs = isTimed ? System.currentTimeMillis() - random.nextInt(60_000) : Long.MIN_VALUE;
        kind.add(counts ? "count" : "records");
        if (!offsets.equals(ScanRequest.ALL)) {
            kind.add("offsets");
        }
        if (isTimed) {
            kind.add("times");
        }
        int mostRows = !counts && random.nextInt(8) == 0 ? 1 + random.nextInt(500) : ScanRequest.NO_LIMIT;
        if (mostRows != ScanRequest.NO_LIMIT) {
            kind.add("limit");
        }
        return new ScanRequest(
                String.join(" ", kind),
                ledger.topic().name(),
                catalogs.get(random.nextInt(catalogs.size())),
                options,
                counts,
                committed,
                partition,
                offsets,
                firstMs,
                isTimed ? firstMs + random.nextInt(40_000) : Long.MAX_VALUE,
                mostRows,
                random.nextInt(4) == 0 ? random.nextInt(LONGEST_PAUSE_MS) : 0,
                true);
    }

    private static boolean mayLose(SoakTopic topic) {
        return topic.has(Trait.RETAINED) || topic.has(Trait.UNCLEAN) || topic.has(Trait.RECREATED);
    }

    private Map<String, String> options(List<String> kind) {
        Map<String, String> options = new TreeMap<>();
        if (random.nextInt(6) == 0) {
            options.put("read.locality", "off");
            kind.add("network");
        }
        if (random.nextInt(3) == 0) {
            options.put("minPartitions", Integer.toString(2 + random.nextInt(12)));
        }
        if (random.nextInt(8) == 0) {
            options.put("max-rows-per-batch", Integer.toString(1 + random.nextInt(50)));
        }
        return options;
    }

    /** A window, always where all would be too much. */
    private OffsetRange offsets(TopicLedger ledger, boolean counts) {
        boolean isTooMuch = !counts && ledger.size() > LARGE;
        if (!isTooMuch && random.nextInt(3) > 0) {
            return ScanRequest.ALL;
        }
        PartitionLedger partition = ledger.partition(random.nextInt(ledger.partitionCount()));
        long end = partition.position() + 1_000;
        long recent = ledger.topic().has(Trait.RETAINED) || random.nextBoolean() ? Math.max(0, end - 20_000) : 0;
        long start = random.nextLong(recent, end);
        return new OffsetRange(start, start + 1 + random.nextInt(MOST_OFFSETS));
    }
}
