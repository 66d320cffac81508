package io.kaspar.soak;

import io.kaspar.soak.SoakTopic.Trait;
import io.kaspar.soak.StatementWork.Insert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes up writes: of each promise, as statements and as streams, small and in many tasks, whose drivers die or live. */
final class WriteRequests {
    private static final int MOST_STATEMENTS = 20;
    private static final int MOST_ROWS = 250;
    private static final int MOST_TASKS = 5;
    private static final int MOST_BEHIND = 3_000;
    private static final int LEAST_OFFSETS = 1_000;
    private static final int MOST_DEATHS = 3;

    private final String prefix;
    private final SoakTopics topics;
    private final List<String> catalogs;
    private final Random random;
    private int count;

    /** @param prefix of all names, which no other one has */
    WriteRequests(String prefix, SoakTopics topics, List<String> catalogs, Random random) {
        this.prefix = prefix;
        this.topics = topics;
        this.catalogs = catalogs;
        this.random = random;
    }

    WriteRequest next() {
        count++;
        String name = prefix + "-" + count;
        List<String> kind = new ArrayList<>();
        WriteWork work = random.nextInt(3) == 0 ? stream(kind) : statements(name, kind);
        List<DriverDeath> deaths = deaths();
        return new WriteRequest(
                name,
                String.join(" ", kind),
                catalogs.get(random.nextInt(catalogs.size())),
                topics.any(random, topic -> topic.has(Trait.WRITTEN)).topic().name(),
                work,
                deaths,
                random.nextLong());
    }

    private StatementWork statements(String name, List<String> kind) {
        int which = random.nextInt(8);
        Promise promise = which == 0 ? Promise.AT_LEAST_ONCE : which < 3 ? Promise.ONCE_OR_NONE : Promise.ONCE;
        boolean comesAgain = random.nextInt(3) == 0;
        kind.addAll(List.of("statements", promise.name()));
        List<Insert> statements = new ArrayList<>();
        for (int number = 1 + random.nextInt(MOST_STATEMENTS); number > 0; number--) {
            statements.add(new Insert(
                    name + "." + number,
                    promise,
                    promise != Promise.AT_LEAST_ONCE && random.nextInt(3) == 0,
                    1 + random.nextInt(MOST_ROWS),
                    1 + random.nextInt(MOST_TASKS),
                    comesAgain));
        }
        return new StatementWork(statements);
    }

    private StreamWork stream(List<String> kind) {
        TopicLedger source = topics.any(random, SoakTopic::isWhole);
        Promise promise = random.nextInt(5) == 0 ? Promise.AT_LEAST_ONCE : Promise.ONCE;
        boolean byBatches = random.nextInt(3) == 0;
        kind.addAll(List.of(byBatches ? "foreachBatch" : "stream", promise.name()));
        Map<String, String> options = new TreeMap<>();
        options.put("maxOffsetsPerTrigger", Integer.toString(LEAST_OFFSETS + random.nextInt(MOST_BEHIND)));
        options.put(
                "startingOffsets",
                random.nextInt(3) == 0 ? "latest" : "{" + source.notFarBehind(random, MOST_BEHIND) + "}");
        if (random.nextInt(3) == 0) {
            options.put("minPartitions", Integer.toString(2 + random.nextInt(4)));
        }
        return new StreamWork(source.topic().name(), options, byBatches, promise);
    }

    private List<DriverDeath> deaths() {
        List<DriverDeath> deaths = new ArrayList<>();
        for (int i = random.nextInt(MOST_DEATHS + 1); i > 0; i--) {
            int longestMs = List.of(1_500, 6_000, 12_000).get(random.nextInt(3));
            deaths.add(
                    random.nextInt(2) == 0
                            ? new DriverDeath.AfterMs(random.nextInt(longestMs))
                            : new DriverDeath.AtDecision(random.nextInt(4), random.nextInt(20)));
        }
        return deaths;
    }
}
