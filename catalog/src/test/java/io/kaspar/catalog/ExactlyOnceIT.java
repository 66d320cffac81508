package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code delivery=exactly-once} through Spark; the protocol itself, with drivers that die, is in the writer's own test. */
@ExtendWith(SqlFixtureExtension.class)
class ExactlyOnceIT {
    private static final int ROWS = 40;

    private final SqlFixture fixture;

    @TempDir
    Path folder = Path.of("");

    ExactlyOnceIT(SqlFixture fixture) {
        this.fixture = fixture;
        fixture.catalog("once", Map.of("delivery", "exactly-once", "metadata-ttl", "1ms"));
        fixture.catalog(
                "once_made",
                Map.of(
                        "delivery",
                        "exactly-once",
                        "ddl.enabled",
                        "true",
                        "drop.enabled",
                        "true",
                        "metadata-ttl",
                        "1ms"));
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .flatMap(partition ->
                        fixture.cluster().consumer().readAll(partition, IsolationLevel.READ_COMMITTED).stream())
                .toList();
    }

    private List<String> texts(String topic) {
        return records(topic, 2).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).sorted().toList();
    }

    /** How many transactions ended in a partition: each leaves a marker beside its records. */
    private long markers(String topic, int partition) {
        TopicPartition place = new TopicPartition(topic, partition);
        fixture.cluster().consumer().awaitDecided(place);
        long all = fixture.cluster().consumer().endOffset(place, IsolationLevel.READ_UNCOMMITTED);
        return all
                - fixture.cluster()
                        .consumer()
                        .readAll(place, IsolationLevel.READ_UNCOMMITTED)
                        .size();
    }

    /** What the topic of decisions says last about a topic's writes that are called like this. */
    private @Nullable String lastDecision(String topic, String write) {
        String key = "kaspar/" + topic + "/" + topicId(topic) + "/" + write;
        byte[] value = records("kaspar-writes", 1).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).startsWith(key))
                .reduce((first, second) -> second)
                .orElseThrow()
                .value();
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private String topicId(String topic) {
        try {
            return fixture.cluster()
                    .admin()
                    .describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .topicId()
                    .toString();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String select(int tasks) {
        return "SELECT /*+ REPARTITION(" + tasks + ") */ CAST(id AS STRING) AS value FROM range(" + ROWS + ")";
    }

    @Test
    void eachTaskHasATransactionAndRowsAreSeenWhenTheStatementEnds() {
        fixture.cluster().createTopic("once-rows", 2);

        fixture.sql("INSERT INTO once.`once-rows` " + select(3));

        assertThat(texts("once-rows")).isEqualTo(numbers(ROWS));
        assertThat(fixture.rows("SELECT value FROM once.`once-rows` ORDER BY value"))
                .isEqualTo(numbers(ROWS));
        // the sticky partitioner may leave a partition to some of the tasks
        assertThat(markers("once-rows", 0) + markers("once-rows", 1)).isBetween(3L, 6L);
        assertThat(lastDecision("once-rows", "statement/")).isNull();
    }

    @Test
    void anAtomicStatementHasOneTransaction() {
        fixture.cluster().createTopic("once-atomic", 2);

        fixture.sql("INSERT INTO once.`once-atomic` WITH (commit = 'atomic', `key.columns` = 'value') " + select(3));

        assertThat(texts("once-atomic")).isEqualTo(numbers(ROWS));
        assertThat(markers("once-atomic", 0)).isEqualTo(1);
        assertThat(markers("once-atomic", 1)).isEqualTo(1);
    }

    /** The last row of one task cannot be written; all others were sent. */
    @Test
    void nothingOfAStatementThatFailsIsSeenOrLeftOpen() {
        fixture.cluster().createTopic("once-failing", 2);

        assertThatThrownBy(() -> fixture.sql(
                        "INSERT INTO once.`once-failing` SELECT IF(id = 39, NULL, CAST(id AS STRING)) FROM range(40)"))
                .hasStackTraceContaining("tombstones=true");

        assertThat(markers("once-failing", 0) + markers("once-failing", 1)).isPositive();
        assertThat(texts("once-failing")).isEmpty();
    }

    @Test
    void aNamedStatementIsWrittenOnceHoweverOftenItRuns() {
        fixture.cluster().createTopic("once-named", 2);
        for (int run = 0; run < 2; run++) {
            fixture.sql("INSERT INTO once.`once-named` WITH (`write.id` = 'day 7') " + select(2));
        }
        assertThat(texts("once-named")).isEqualTo(numbers(ROWS));
        assertThat(lastDecision("once-named", "named/day 7")).contains("\"state\":\"done\"");

        fixture.sql("INSERT INTO once.`once-named` WITH (`write.id` = 'day 8') " + select(1));
        assertThat(texts("once-named")).hasSize(2 * ROWS);

        String madeAgain = "CREATE TABLE once_made.`once-made` (value STRING)";
        for (int topic = 0; topic < 2; topic++) {
            fixture.sql(madeAgain);
            fixture.sql("INSERT INTO once_made.`once-made` WITH (`write.id` = 'day 7') VALUES ('a')");
            assertThat(fixture.rows("SELECT value FROM once_made.`once-made`")).containsExactly("a");
            fixture.sql("DROP TABLE once_made.`once-made`");
        }
    }

    /** As {@code foreachBatch} does, whose last micro-batch may come again. */
    @Test
    void aPartOfANamedWriteThatComesAgainIsPassedOver() {
        fixture.cluster().createTopic("once-parts", 2);
        String insert = "INSERT INTO once.`once-parts` WITH (`write.id` = 'parts', `write.epoch` = '%d') VALUES ('%s')";
        for (String part : List.of("0 a", "1 b", "1 b", "2 c")) {
            fixture.sql(String.format(insert, Integer.parseInt(part.substring(0, 1)), part.substring(2)));
        }
        assertThat(texts("once-parts")).containsExactly("a", "b", "c");

        assertThatThrownBy(() -> fixture.sql(String.format(insert, 1, "b")))
                .hasStackTraceContaining("epoch 1 of parts comes again, but topic once-parts has all up to epoch 2");
    }

    @Test
    void namesAndCommitsNeedTransactions() {
        assertThatThrownBy(() -> fixture.sql("INSERT INTO kaspar.plain WITH (`write.id` = 'x') VALUES ('1')"))
                .hasMessageContaining("delivery=exactly-once");
        assertThatThrownBy(() -> fixture.sql("INSERT INTO kaspar.plain WITH (commit = 'atomic') VALUES ('1')"))
                .hasMessageContaining("delivery=exactly-once");
        assertThatThrownBy(() -> fixture.sql("INSERT INTO once.plain WITH (`write.id` = 'x/y') VALUES ('1')"))
                .hasMessageContaining("a name without slashes");
        assertThatThrownBy(() -> fixture.sql("INSERT INTO once.plain WITH (`write.epoch` = '1') VALUES ('1')"))
                .hasMessageContaining("option write.epoch needs write.id");
        assertThatThrownBy(() -> fixture.sql(
                        "INSERT INTO once.plain WITH (`write.id` = 'x', `write.epoch` = '-1') VALUES ('1')"))
                .hasMessageContaining("a whole number from 0 on");
    }

    @Test
    void aTimeThatBrokersDoNotAllowIsToldBeforeAnyTask() {
        fixture.catalog("longest", Map.of("delivery", "exactly-once", "kafka.transaction.timeout.ms", "1000000"));

        assertThatThrownBy(() -> fixture.sql("INSERT INTO longest.plain VALUES ('1')"))
                .hasMessageContaining("transaction.max.timeout.ms");
    }

    private DataStreamWriter<Row> stream(String from, String checkpoint) {
        Dataset<Row> rows = fixture.spark()
                .readStream()
                .option("startingOffsets", "earliest")
                .option("maxOffsetsPerTrigger", "4")
                .table("once.`" + from + "`");
        return rows.select(functions.col("value"))
                .writeStream()
                .option("checkpointLocation", folder.resolve(checkpoint).toUri().toString())
                .trigger(Trigger.AvailableNow());
    }

    private void run(String from, String to, String checkpoint) throws Exception {
        stream(from, checkpoint).toTable("once.`" + to + "`").awaitTermination();
    }

    private void sendNumbers(String topic, int first, int count) {
        fixture.send(topic, 0, first, count);
    }

    /** As when the driver dies after the sink's commit and before Spark's own. */
    private void forgetLast(String checkpoint, String... logs) throws IOException {
        for (String log : logs) {
            try (Stream<Path> files = Files.list(folder.resolve(checkpoint).resolve(log))) {
                Path last = files.filter(file -> file.getFileName().toString().matches("\\d+"))
                        .max(Comparator.comparingInt(
                                file -> Integer.parseInt(file.getFileName().toString())))
                        .orElseThrow();
                Files.delete(last);
                Files.deleteIfExists(last.resolveSibling("." + last.getFileName() + ".crc"));
            }
        }
    }

    @Test
    void anEpochThatComesAgainIsPassedOver() throws Exception {
        fixture.cluster().createTopic("once-source", 1);
        fixture.cluster().createTopic("once-sink", 2);
        sendNumbers("once-source", 0, 10);
        run("once-source", "once-sink", "again");
        assertThat(texts("once-sink"))
                .isEqualTo(NumberedTexts.values(0, 10).stream().sorted().toList());

        forgetLast("again", "commits");
        sendNumbers("once-source", 10, 3);
        run("once-source", "once-sink", "again");

        assertThat(texts("once-sink"))
                .isEqualTo(NumberedTexts.values(0, 13).stream().sorted().toList());
    }

    @Test
    void anOlderCheckpointIsAnError() throws Exception {
        fixture.cluster().createTopic("older-source", 1);
        fixture.cluster().createTopic("older-sink", 2);
        sendNumbers("older-source", 0, 10);
        run("older-source", "older-sink", "older");

        forgetLast("older", "commits", "offsets");
        forgetLast("older", "commits", "offsets");

        assertThatThrownBy(() -> run("older-source", "older-sink", "older"))
                .hasStackTraceContaining("the checkpoint is an older one");
        assertThat(texts("older-sink")).hasSize(10);
    }

    private static void runForAWhile(DataStreamWriter<Row> writer, String table) throws Exception {
        StreamingQuery query = writer.toTable(table);
        try {
            query.awaitTermination(60_000);
        } finally {
            query.stop();
        }
    }

    @Test
    void whatMayRunAnEpochAgainWithOtherRowsIsRefused() throws Exception {
        fixture.cluster().createTopic("refused-source", 1);
        fixture.cluster().createTopic("refused-sink", 2);
        sendNumbers("refused-source", 0, 2);
        fixture.spark().conf().set("spark.sql.streaming.realTimeMode.minBatchDuration", "100");
        fixture.spark().conf().set("spark.sql.streaming.realTimeMode.allowlistCheck", "false");
        for (String way : List.of("Trigger.RealTime", "asynchronous progress tracking")) {
            DataStreamWriter<Row> writer = fixture.spark()
                    .readStream()
                    .option("startingOffsets", "earliest")
                    .table("once.`refused-source`")
                    .select(functions.col("value"))
                    .writeStream()
                    .outputMode("update")
                    .option("checkpointLocation", folder.resolve(way).toUri().toString());
            DataStreamWriter<Row> refused = way.startsWith("Trigger")
                    ? writer.trigger(Trigger.RealTime(600))
                    : writer.outputMode("append")
                            .option("asyncProgressTrackingEnabled", "true")
                            .option("_asyncProgressTrackingOverrideSinkSupportCheck", "true");
            requireRefused(refused, way);
        }
        DataStreamWriter<Row> continuous = fixture.spark()
                .readStream()
                .format("rate")
                .load()
                .select(functions.col("value").cast("string").as("value"))
                .writeStream()
                .option(
                        "checkpointLocation",
                        folder.resolve("continuous").toUri().toString())
                .trigger(Trigger.Continuous(1000));
        requireRefused(continuous, "Trigger.Continuous");
        assertThat(texts("refused-sink")).isEmpty();
    }

    private static void requireRefused(DataStreamWriter<Row> writer, String way) {
        assertThatThrownBy(() -> runForAWhile(writer, "once.`refused-sink`"))
                .hasStackTraceContaining("exactly-once delivery")
                .hasStackTraceContaining(way);
    }

    @Test
    void aMicroBatchHasANumberBesideTheNameOfItsWrite() throws Exception {
        fixture.cluster().createTopic("batch-source", 1);
        fixture.cluster().createTopic("batch-sink", 2);
        sendNumbers("batch-source", 0, 6);
        assertThatThrownBy(() -> writeBatches(Map.of("write.id", "batches")))
                .hasStackTraceContaining("write.epoch=<number of the micro-batch>");
        assertThat(texts("batch-sink")).isEmpty();

        writeBatches(Map.of("write.id", "batches", "write.epoch", "0"));

        assertThat(texts("batch-sink")).hasSize(4);
    }

    /** Two micro-batches that both say to be what the options name. */
    private void writeBatches(Map<String, String> options) throws Exception {
        stream("batch-source", "batches-" + options.size())
                .foreachBatch((Dataset<Row> batch, Long id) ->
                        batch.writeTo("once.`batch-sink`").options(options).append())
                .start()
                .awaitTermination();
    }

    /** A catalog is for reading, too. */
    @Test
    void optionsThatNeedTransactionsDoNotHinderReading() {
        fixture.cluster().createTopic("once-read", 1);
        sendNumbers("once-read", 0, 3);
        fixture.catalog("atomic", Map.of("commit", "atomic"));

        assertThat(fixture.rows("SELECT count(*) FROM atomic.`once-read`")).containsExactly("3");
        assertThatThrownBy(() -> fixture.sql("INSERT INTO atomic.`once-read` VALUES ('1')"))
                .hasMessageContaining("commit=atomic needs delivery=exactly-once");
    }
}
