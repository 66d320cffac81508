package io.kaspar.soak;

import io.kaspar.soak.SoakTopic.Trait;
import io.kaspar.soak.StreamRequest.Naming;
import io.kaspar.soak.StreamRequest.StreamEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes up streams. Any topic may be read by one: records that compaction removed are missed by a stream as they are by a scan; one that
 * is behind retention, or whose topic is made again, has to fail and to say so, or where it bears that to count what is gone and to begin the
 * new topic at its beginning.
 */
final class StreamRequests {
    private static final int LARGE = 40_000;
    private static final int MOST_BEHIND = 10_000;
    private static final int MOST_RUNS = 8;
    private static final int MOST_KILLED_RUNS = 4;

    private final SoakTopics topics;
    private final List<String> catalogs;
    private final int killedPercent;
    private final Random random;

    /** @param killedPercent how many of a hundred run in processes that are killed */
    StreamRequests(SoakTopics topics, List<String> catalogs, int killedPercent, Random random) {
        this.killedPercent = killedPercent;
        this.topics = topics;
        this.catalogs = catalogs;
        this.random = random;
    }

    StreamRequest next() {
        List<String> kind = new ArrayList<>(List.of("stream"));
        Map<String, String> options = new TreeMap<>();
        boolean killed = random.nextInt(100) < killedPercent;
        if (killed) {
            kind.add("killed");
        }
        List<TopicLedger> ledgers = some(kind);
        Naming naming = ledgers.size() == 1 && random.nextInt(4) > 0
                ? Naming.TABLE
                : random.nextBoolean() ? Naming.SUBSCRIBE : Naming.PATTERN;
        options.put("startingOffsets", start(ledgers));
        boolean raw = random.nextInt(3) == 0;
        if (raw) {
            kind.add("raw");
        }
        if (random.nextInt(6) == 0) {
            options.put("read.locality", "off");
            kind.add("network");
        }
        if (ledgers.stream().anyMatch(ledger -> mayLose(ledger.topic())) && random.nextInt(3) == 0) {
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
                ledgers.stream().map(ledger -> ledger.topic().name()).toList(),
                naming,
                catalogs.get(random.nextInt(catalogs.size())),
                raw,
                options,
                ends ? StreamRequest.AVAILABLE_NOW : random.nextBoolean() ? 0 : 700,
                runs(killed ? MOST_KILLED_RUNS : MOST_RUNS),
                killed);
    }

    /** One topic, or some that are not made again: which of their lives a micro-batch is of cannot be told for each. */
    private List<TopicLedger> some(List<String> kind) {
        TopicLedger first = topics.any(random, topic -> !topic.has(Trait.WRITTEN));
        if (first.topic().has(Trait.RECREATED) || random.nextInt(3) > 0) {
            return List.of(first);
        }
        kind.add("several");
        Map<String, TopicLedger> some = new TreeMap<>(Map.of(first.topic().name(), first));
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            TopicLedger another = topics.any(random, topic -> !topic.has(Trait.RECREATED) && !topic.has(Trait.WRITTEN));
            some.put(another.topic().name(), another);
        }
        return List.copyOf(some.values());
    }

    private static boolean mayLose(SoakTopic topic) {
        return topic.has(Trait.RETAINED) || topic.has(Trait.UNCLEAN) || topic.has(Trait.RECREATED);
    }

    /** All, what is to come, or not too much of what was. */
    private String start(List<TopicLedger> ledgers) {
        if (random.nextInt(4) == 0) {
            return "latest";
        }
        boolean isRetained = ledgers.stream().allMatch(ledger -> ledger.topic().has(Trait.RETAINED));
        if (isRetained || ledgers.stream().mapToLong(TopicLedger::size).sum() < LARGE) {
            return "earliest";
        }
        return ledgers.stream()
                .map(ledger -> ledger.notFarBehind(random, MOST_BEHIND))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private List<StreamEnd> runs(int most) {
        List<StreamEnd> runs = new ArrayList<>();
        for (int i = 1 + random.nextInt(most); i >= 0; i--) {
            int longestMs = List.of(1_500, 6_000, 20_000).get(random.nextInt(3));
            runs.add(new StreamEnd(random.nextInt(longestMs), random.nextInt(3) == 0));
        }
        return runs;
    }
}
