package io.kaspar.shell.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code delivery=exactly-once} on executors in processes of their own: tasks that run twice, and executors that die. */
@Tag("cluster")
final class WritesOnExecutorsIT {
    private static final int ROWS = 90;
    private static final long ROWS_OF_FIRST_ATTEMPT = 10;
    private static final List<String> HOSTS = List.of("127.0.0.2", "127.0.0.3", "127.0.0.4");

    @TempDir
    private Path folder = Path.of("");

    private static ColocatedServers servers;
    private static ColocatedSession session;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        servers = ColocatedServers.start(Optional.empty());
        admin = Admin.create(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()));
        session = ColocatedSession.start(
                servers,
                Map.of(
                        "spark.speculation", "true",
                        "spark.speculation.interval", "100ms",
                        "spark.speculation.multiplier", "1.1",
                        "spark.speculation.quantile", "0.3",
                        "spark.speculation.minTaskRuntime", "100ms"));
    }

    @AfterAll
    static void stop() {
        session.close();
        admin.close();
        servers.close();
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(50));
    }

    /** The first attempt has sent rows when its rival begins, and never ends of itself. */
    @Test
    void aTaskThatRunsTwiceIsThereOnce() throws Exception {
        CompletableFuture<Void> statement = insert("speculated");
        awaitRival("speculated");

        waits().letOthersGoOn();
        statement.get();

        requireRowsOnce("speculated");
        assertThat(session.tasks().startedOn("speculated")).hasSizeGreaterThan(3);
    }

    /** Nobody aborts what it sent but the driver. */
    @Test
    void aTaskWhoseExecutorDiesIsThereOnce() throws Exception {
        CompletableFuture<Void> statement = insert("died");
        awaitRival("died");
        int worker = HOSTS.indexOf(waits().host()) + 1;
        servers.spark().killWorker(worker);
        try {
            waits().letOthersGoOn();
            statement.get();
        } finally {
            servers.spark().restartWorker(worker);
        }

        requireRowsOnce("died");
    }

    private FirstAttemptWaits waits() {
        return FirstAttemptWaits.register(session.spark(), folder, ROWS_OF_FIRST_ATTEMPT - 1);
    }

    private CompletableFuture<Void> insert(String topic) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, Map.of(0, List.of(1, 2, 3)))))
                .all()
                .get();
        waits();
        return CompletableFuture.runAsync(() -> {
            session.spark().sparkContext().setJobDescription(topic);
            session.spark()
                    .sql("INSERT INTO kaspar." + topic + " WITH (delivery = 'exactly-once')"
                            + " SELECT first_attempt_waits(id) FROM range(0, " + ROWS + ", 1, 3)");
        });
    }

    /** Until the first attempt's rows, and those of the two other tasks, are in the topic, and another attempt waits. */
    private static void awaitRival(String topic) {
        within().until(() -> values(topic, "read_uncommitted").size() >= ROWS_OF_FIRST_ATTEMPT + 2 * ROWS / 3);
        within().until(() -> session.tasks().startedOn(topic).size() > 3);
    }

    /** And nothing holds readers back; what the first attempt sent is there, aborted, and what further rivals sent, if Spark began some. */
    private static void requireRowsOnce(String topic) {
        within().until(WritesOnExecutorsIT::isNothingOpen);
        assertThat(values(topic, "read_committed"))
                .isEqualTo(LongStream.range(0, ROWS)
                        .mapToObj(Long::toString)
                        .sorted()
                        .toList());
        List<String> sent = values(topic, "read_uncommitted");
        assertThat(LongStream.range(0, ROWS_OF_FIRST_ATTEMPT).mapToObj(Long::toString))
                .allMatch(value -> Collections.frequency(sent, value) > 1);
    }

    private static boolean isNothingOpen() throws ExecutionException, InterruptedException {
        return admin.listTransactions(new ListTransactionsOptions().filterStates(EnumSet.of(TransactionState.ONGOING)))
                .all()
                .get()
                .isEmpty();
    }

    /** What a consumer of this isolation sees now, sorted. */
    private static List<String> values(String topic, String isolation) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers.kafka().bootstrapServers(), "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            }
        }
        values.sort(null);
        return values;
    }
}
