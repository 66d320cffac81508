package io.kaspar.soak;

import io.kaspar.soak.WrittenRows.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.SparkSession;

/** What Kaspar wrote, and was to write: compared when a write is done, and once more when all are. Thread-safe. */
final class SparkWrites {
    /** Longer than a dead driver's transactions hold readers back, and time for brokers to come back. */
    private static final long LONGEST_WAIT_MS = 2L * WriteProcess.TRANSACTION_TIMEOUT_MS;

    private static final long LONGEST_END_MS = 20_000;

    private final SoakCluster cluster;
    private final OpenTransactions transactions;
    private final Checks checks;
    private final Tally tally;
    private final Consumer<String> out;
    private final Map<String, Written> topics = new ConcurrentHashMap<>();
    private final List<Done> done = Collections.synchronizedList(new ArrayList<>());

    /** A topic, and what was seen of it. */
    private record Written(SoakTopic topic, WrittenRows rows) {}

    private record Done(String topic, ExpectedRows expected) {}

    SparkWrites(SoakCluster cluster, Checks checks, Tally tally, Consumer<String> out) {
        this.cluster = cluster;
        this.transactions = new OpenTransactions(cluster);
        this.checks = checks;
        this.tally = tally;
        this.out = out;
    }

    /** A witness of a topic that is written. */
    WriteWitness witness(SoakTopic topic, Life life) {
        topics.put(topic.name(), new Written(topic, new WrittenRows()));
        return new WriteWitness(cluster.kafka().bootstrapServers(), topic, rows(topic.name()), life);
    }

    private WrittenRows rows(String topic) {
        return written(topic).rows();
    }

    private Written written(String topic) {
        return Objects.requireNonNull(topics.get(topic));
    }

    OpenTransactions transactions() {
        return transactions;
    }

    WriteTally tally() {
        return tally.writes();
    }

    /** Takes what a write was to write, to compare it when the witness has come so far as the topic is long now. */
    void isDone(WriteRequest request, List<ExpectedRows> expected) {
        checks.submit(() -> {
            if (awaitWitness(request.topic())) {
                expected.forEach(each -> check(request.topic(), each, request.toString()));
            } else {
                differ("the witness of " + request.topic() + " is held back", request.toString());
            }
            expected.forEach(each -> done.add(new Done(request.topic(), each)));
        });
    }

    private boolean awaitWitness(String topic) {
        long endMs = System.currentTimeMillis() + LONGEST_WAIT_MS;
        Map<Integer, Long> ends = new TreeMap<>();
        while (System.currentTimeMillis() < endMs) {
            try {
                if (ends.isEmpty()) {
                    ends.putAll(ends(topic));
                }
                if (ends.entrySet().stream().allMatch(end -> rows(topic).position(end.getKey()) >= end.getValue())) {
                    return true;
                }
            } catch (IOException e) {
                // no leader now, and another one soon
                Life.sleep(500);
            }
            Life.sleep(100);
        }
        return false;
    }

    /** Behind open transactions, too. */
    private Map<Integer, Long> ends(String topic) throws IOException {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(
                        0, written(topic).topic().partitions())
                .boxed()
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition), p -> OffsetSpec.latest()));
        Map<Integer, Long> ends = new TreeMap<>();
        SoakCluster.answer(cluster.admin().listOffsets(asked).all())
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }

    private void check(String topic, ExpectedRows expected, String what) {
        Map<String, List<Place>> found = rows(topic).of(expected.name());
        tally.writes()
                .compared(
                        expected.promise(),
                        found.size(),
                        found.values().stream().mapToLong(List::size).sum());
        List<String> differences = new WriteCheck(expected, rows(topic)).differences();
        if (!differences.isEmpty()) {
            differ(String.join("\n  ", differences), what);
        }
    }

    /** Tells that something is not as it has to be. */
    void differ(String difference, String what) {
        String text = "DIFFERENCE in a " + what + " (now " + System.currentTimeMillis() + ")\n  " + difference;
        tally.differed(text);
        out.accept(text);
    }

    /**
     * When all writers have ended: what is decided is finished by any other write, nothing stays open but what statements without a name
     * left, and all is there as often as it was.
     */
    void finish(SparkSession spark) throws IOException {
        for (String topic : topics.keySet()) {
            spark.sql("INSERT INTO " + SoakSession.CATALOGS.get(0) + ".`" + topic
                    + "` WITH (delivery = 'exactly-once') VALUES (CAST('end/0' AS BINARY))");
        }
        List<String> open = transactions.staying(id -> true, LONGEST_END_MS);
        tally.writes().leftOpen(open.size());
        transactions.end(open);
        List<String> still = transactions.staying(id -> true, LONGEST_END_MS);
        if (!still.isEmpty()) {
            differ("transactions that nobody can end: " + still, "end");
        }
        checks.close();
        for (String topic : topics.keySet()) {
            if (!awaitWitness(topic)) {
                differ("readers do not come to the end of " + topic, "end");
            }
        }
        for (Done write : List.copyOf(done)) {
            List<String> differences = new WriteCheck(write.expected(), rows(write.topic())).differences();
            if (!differences.isEmpty()) {
                differ(String.join("\n  ", differences), "write when all was over");
            }
        }
    }
}
