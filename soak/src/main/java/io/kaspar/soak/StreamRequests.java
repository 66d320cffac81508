package io.kaspar.soak;

import io.kaspar.soak.SoakTopic.Trait;
import io.kaspar.soak.StreamRequest.StreamEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Makes up streams. Any topic may be read by one: records that compaction removed are missed by a stream as they are by a scan; one that
 * is behind retention, or whose topic is made again, has to fail and to say so, or where it bears that to count what is gone and to begin the
 * new topic at its beginning.
 */
final class StreamRequests {
    private static final int LARGE = 40_000;
    private static final int MOST_BEHIND = 10_000;
    private static final int MOST_RUNS = 8;

    private final SoakTopics topics;
    private final List<String> catalogs;
    private final Random random;

    StreamRequests(SoakTopics topics, List<String> catalogs, Random random) {
        this.topics = topics;
        this.catalogs = catalogs;
        this.random = random;
    }

    StreamRequest next() {
        TopicLedger ledger = topics.any(random, topic -> true);
        List<String> kind = new ArrayList<>(List.of("stream"));
        Map<String, String> options = new TreeMap<>();
        options.put("startingOffsets", start(ledger));
        boolean raw = random.nextInt(3) == 0;
        if (raw) {
            kind.add("raw");
        }
        if (random.nextInt(6) == 0) {
            options.put("read.locality", "off");
            kind.add("network");
        }
        if (mayLose(ledger.topic()) && random.nextInt(3) == 0) {
            options.put("failOnDataLoss", "false");
            kind.add("lossy");
        }
        if (random.nextInt(10) == 0) {
            options.put("isolation", "read_uncommitted");
            kind.add("uncommitted");
        }
        if (random.nextInt(3) > 0) {
            options.put("maxOffsetsPerTrigger", Integer.toString(50 + random.nextInt(5_000)));
            kind.add("limit");
        }
        if (random.nextInt(4) == 0) {
            options.put("minPartitions", Integer.toString(2 + random.nextInt(8)));
        }
        if (random.nextInt(8) == 0) {
            options.put("max-rows-per-batch", Integer.toString(1 + random.nextInt(50)));
        }
        boolean ends = random.nextInt(4) == 0;
        if (ends) {
            kind.add("available-now");
        }
        return new StreamRequest(
                String.join(" ", kind),
                ledger.topic().name(),
                catalogs.get(random.nextInt(catalogs.size())),
                raw,
                options,
                ends ? Trigger.AvailableNow() : Trigger.ProcessingTime(random.nextBoolean() ? 0 : 700),
                runs());
    }

    private static boolean mayLose(SoakTopic topic) {
        return topic.has(Trait.RETAINED) || topic.has(Trait.UNCLEAN) || topic.has(Trait.RECREATED);
    }

    /** All, what is to come, or not too much of what was. */
    private String start(TopicLedger ledger) {
        if (random.nextInt(4) == 0) {
            return "latest";
        }
        if (ledger.size() < LARGE || ledger.topic().has(Trait.RETAINED)) {
            return "earliest";
        }
        return IntStream.range(0, ledger.partitionCount())
                .mapToObj(partition -> "\"" + partition + "\":"
                        + Math.max(0, ledger.partition(partition).position() - random.nextInt(MOST_BEHIND)))
                .collect(Collectors.joining(",", "{\"" + ledger.topic().name() + "\":{", "}}"));
    }

    private List<StreamEnd> runs() {
        List<StreamEnd> runs = new ArrayList<>();
        for (int i = 1 + random.nextInt(MOST_RUNS); i >= 0; i--) {
            int longestMs = List.of(1_500, 6_000, 20_000).get(random.nextInt(3));
            runs.add(new StreamEnd(random.nextInt(longestMs), random.nextInt(3) == 0));
        }
        return runs;
    }
}
