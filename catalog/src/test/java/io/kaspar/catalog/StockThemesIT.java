package io.kaspar.catalog;

import static io.kaspar.catalog.NumberedTexts.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.StreamRuns.Run;
import io.kaspar.testing.kafka.TestProducer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.read.streaming.ReportsSourceMetrics;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Themes of the suites of Spark's own connector that no other test here has. The list of all themes is in
 * {@code docs/stock-themes.md}.
 */
@ExtendWith(SqlFixtureExtension.class)
class StockThemesIT {
    private final SqlFixture fixture;

    @TempDir
    Path folder = Path.of("");

    StockThemesIT(SqlFixture fixture) {
        this.fixture = fixture;
        fixture.catalog("themes", Map.of("metadata-ttl", "1ms", "key.format", "string"));
    }

    private Dataset<Row> stream(String... namesAndValues) {
        return options(
                        fixture.spark()
                                .readStream()
                                .format("kaspar")
                                .option(
                                        "kafka.bootstrap.servers",
                                        fixture.cluster().bootstrapServers())
                                .option("metadata-ttl", "1ms"),
                        namesAndValues)
                .load();
    }

    private Dataset<Row> table(String name, String... namesAndValues) {
        return options(fixture.spark().readStream(), namesAndValues).table("themes.`" + name + "`");
    }

    private static DataStreamReader options(DataStreamReader reader, String... namesAndValues) {
        DataStreamReader with = reader;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            with = with.option(namesAndValues[i], namesAndValues[i + 1]);
        }
        return with;
    }

    private Run run(Dataset<Row> rows, String checkpoint) throws Exception {
        return new StreamRuns(folder).run(rows, checkpoint);
    }

    private StreamingQuery start(Dataset<Row> rows, String checkpoint, Map<Long, List<String>> batches)
            throws Exception {
        return new StreamRuns(folder).start(rows, checkpoint, Trigger.ProcessingTime(0), OutputMode.Append(), batches);
    }

    private void create(int partitions, String... topics) {
        for (String topic : topics) {
            fixture.cluster().createTopic(topic, partitions);
        }
    }

    /** At second {@code number}. */
    private void sendTimed(String topic, int partition, int first, int count) {
        fixture.cluster()
                .producer()
                .send(IntStream.range(first, first + count)
                        .mapToObj(number -> new ProducerRecord<>(
                                topic,
                                partition,
                                number * 1_000L,
                                new byte[0],
                                ("v" + number).getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }

    private static List<String> sortedValues(int first, int count) {
        return sorted(NumberedTexts.values(first, count));
    }

    private static List<String> rows(Map<Long, List<String>> batches) {
        synchronized (batches) {
            return sorted(batches.values().stream().flatMap(List::stream).toList());
        }
    }

    private static Map<Long, List<String>> batches() {
        return Collections.synchronizedMap(new TreeMap<>());
    }

    private void delete(String topic, long before) throws ExecutionException, InterruptedException {
        fixture.cluster()
                .admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
                .all()
                .get();
    }

    /** Assign, subscribe and a pattern, each from the end, the beginning, offsets, times of partitions and one time. */
    @Test
    void beginsAnywhereHoweverTopicsAreNamed() throws Exception {
        create(2, "themes-begin1", "themes-begin2");
        sendTimed("themes-begin1", 0, 0, 10);
        sendTimed("themes-begin2", 1, 10, 10);
        List<List<String>> names = List.of(
                List.of("assign", "{\"themes-begin1\":[0,1],\"themes-begin2\":[0,1]}"),
                List.of("subscribe", "themes-begin1,themes-begin2"),
                List.of("subscribePattern", "themes-begin."));
        List<List<String>> starts = List.of(
                List.of("startingOffsets", "latest"),
                List.of("startingOffsets", "earliest"),
                List.of(
                        "startingOffsets",
                        "{\"themes-begin1\":{\"0\":7,\"1\":-2},\"themes-begin2\":{\"0\":-1,\"1\":6}}"),
                List.of(
                        "startingOffsetsByTimestamp",
                        "{\"themes-begin1\":{\"0\":7000,\"1\":0},\"themes-begin2\":{\"0\":0,\"1\":16000}}"),
                List.of("startingTimestamp", "8000"));
        String[] strategy = {"startingOffsetsByTimestampStrategy", "latest"};
        List<List<String>> expected = List.of(
                List.of(),
                sortedValues(0, 20),
                sorted(List.of("v7", "v8", "v9", "v16", "v17", "v18", "v19")),
                sorted(List.of("v7", "v8", "v9", "v16", "v17", "v18", "v19")),
                sortedValues(8, 12));
        Map<String, Dataset<Row>> streams = new TreeMap<>();
        for (int name = 0; name < names.size(); name++) {
            for (int start = 0; start < starts.size(); start++) {
                List<String> options = new ArrayList<>(names.get(name));
                options.addAll(starts.get(start));
                options.addAll(List.of(strategy));
                options.addAll(List.of("failOnDataLoss", (name + start) % 2 == 0 ? "true" : "false"));
                Dataset<Row> rows = stream(options.toArray(String[]::new)).selectExpr("value");
                String checkpoint = "begin-" + name + "-" + start;
                streams.put(checkpoint, rows);

                assertThat(sorted(run(rows, checkpoint).rows()))
                        .as("%s", options)
                        .isEqualTo(expected.get(start));
            }
        }
        fixture.send("themes-begin1", 1, 30, 3);
        fixture.send("themes-begin2", 0, 33, 2);
        for (Map.Entry<String, Dataset<Row>> each : streams.entrySet()) {
            assertThat(sorted(run(each.getValue(), each.getKey()).rows()))
                    .as(each.getKey())
                    .isEqualTo(sortedValues(30, 5));
        }
    }

    @Test
    void aTimeBehindAllRecordsIsAnErrorOrTheEnd() throws Exception {
        create(1, "themes-future");
        sendTimed("themes-future", 0, 0, 3);
        List<List<String>> starts = List.of(
                List.of("startingTimestamp", "9999999999999"),
                List.of("startingOffsetsByTimestamp", "{\"themes-future\":{\"0\":9999999999999}}"));
        for (List<String> start : starts) {
            String name = start.get(0);
            assertThatThrownBy(() -> run(table("themes-future", name, start.get(1)), name))
                    .hasStackTraceContaining("partition 0 of topic themes-future has no record of time 9999999999999")
                    .hasStackTraceContaining("startingOffsetsByTimestampStrategy=latest");
            Dataset<Row> rows = table(
                            "themes-future", name, start.get(1), "startingOffsetsByTimestampStrategy", "latest")
                    .selectExpr("value");
            assertThat(run(rows, name).rows()).isEmpty();
            fixture.send("themes-future", 0, 3, 1);
            assertThat(run(rows, name).rows()).containsExactly("v3");
        }
    }

    /** Spark writes offsets beside the work then: micro-batches may come again, and none is left out. */
    @Test
    void progressMayBeWrittenBesideTheWork() throws Exception {
        create(2, "themes-async");
        Dataset<Row> rows = table("themes-async", "startingOffsets", "earliest").selectExpr("value");
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        for (int round = 0; round < 3; round++) {
            fixture.send("themes-async", round % 2, 10 * round, 10);
            StreamingQuery query = rows.writeStream()
                    .option(
                            "checkpointLocation",
                            folder.resolve("async").toUri().toString())
                    .option("asyncProgressTrackingEnabled", "true")
                    .option("asyncProgressTrackingCheckpointIntervalMs", "100")
                    .option("_asyncProgressTrackingOverrideSinkSupportCheck", "true")
                    .foreachBatch((Dataset<Row> batch, Long id) -> {
                        Arrays.stream((Row[]) batch.collect()).forEach(row -> seen.add(row.getString(0)));
                    })
                    .start();
            try {
                query.processAllAvailable();
            } finally {
                query.stop();
            }
            assertThat(seen.stream().distinct().sorted().toList()).isEqualTo(sortedValues(0, 10 * (round + 1)));
        }
    }

    @Test
    void bothLimitsCountTogether() throws Exception {
        create(1, "themes-limits");
        Map<Long, List<String>> batches = batches();
        StreamingQuery query = start(
                table(
                                "themes-limits",
                                "startingOffsets",
                                "earliest",
                                "minOffsetsPerTrigger",
                                "4",
                                "maxOffsetsPerTrigger",
                                "6",
                                "maxTriggerDelay",
                                "1h")
                        .selectExpr("value"),
                "limits",
                batches);
        try {
            fixture.send("themes-limits", 0, 0, 10);
            query.processAllAvailable();
            assertThat(rows(batches)).isEqualTo(sortedValues(0, 10));
            fixture.send("themes-limits", 0, 10, 3);
            query.processAllAvailable();
            assertThat(rows(batches)).isEqualTo(sortedValues(0, 10));
            fixture.send("themes-limits", 0, 13, 1);
            query.processAllAvailable();
            assertThat(rows(batches)).isEqualTo(sortedValues(0, 14));
        } finally {
            query.stop();
        }
        assertThat(batches.values()).allMatch(batch -> batch.size() <= 6);
    }

    /** SPARK-53560: a batch that was planned and not done is the same one, whatever came since. */
    @Test
    void anUnfinishedBatchIsRepeatedWithAvailableNow() throws Exception {
        create(1, "themes-retry");
        fixture.send("themes-retry", 0, 0, 5);
        Dataset<Row> rows = table("themes-retry", "startingOffsets", "earliest", "maxOffsetsPerTrigger", "3")
                .selectExpr("value");
        assertThatThrownBy(() -> run(rows.selectExpr("raise_error(value)"), "retry"))
                .hasStackTraceContaining("v0");
        fixture.send("themes-retry", 0, 5, 2);

        Run again = run(rows, "retry");

        assertThat(again.batches().get(0L)).containsExactly("v0", "v1", "v2");
        assertThat(sorted(again.rows())).isEqualTo(sortedValues(0, 7));
    }

    /** Its end was fixed; what is gone before it came so far is told as anywhere. */
    @Test
    void availableNowTellsWhatGoesAwayMeanwhile() throws Exception {
        create(1, "themes-away");
        fixture.send("themes-away", 0, 0, 9);
        String[] options = {"startingOffsets", "earliest", "maxOffsetsPerTrigger", "2"};

        assertThatThrownBy(() -> deletingRecords(table("themes-away", options), "away"))
                .hasStackTraceContaining("records are lost: ")
                .hasStackTraceContaining("failOnDataLoss=false");
        assertThat(run(table("themes-away", "failOnDataLoss", "false").selectExpr("value"), "away")
                        .rows())
                .containsExactly("v6", "v7", "v8");

        create(1, "themes-removed");
        fixture.send("themes-removed", 0, 0, 9);
        assertThatThrownBy(() -> whileRunning(
                        table("themes-removed", options),
                        "removed",
                        () -> fixture.cluster()
                                .admin()
                                .deleteTopics(List.of("themes-removed"))
                                .all()
                                .get()))
                .hasStackTraceContaining("themes-removed");
    }

    private void deletingRecords(Dataset<Row> rows, String checkpoint) throws Exception {
        whileRunning(rows, checkpoint, () -> delete("themes-away", 6));
    }

    private interface Deed {
        void run() throws Exception;
    }

    /** Does something while the first micro-batch is written, in a query that ends with what is there. */
    private void whileRunning(Dataset<Row> rows, String checkpoint, Deed deed) throws Exception {
        StreamingQuery query = rows.writeStream()
                .option("checkpointLocation", folder.resolve(checkpoint).toUri().toString())
                .trigger(Trigger.AvailableNow())
                .foreachBatch((Dataset<Row> batch, Long id) -> {
                    batch.collect();
                    if (id == 0) {
                        deed.run();
                    }
                })
                .start();
        try {
            query.awaitTermination();
        } finally {
            query.stop();
        }
    }

    /** A pattern goes on without it where that is wanted; a topic that was named is missed. */
    @Test
    void aTopicIsDeletedWhileItIsRead() throws Exception {
        create(1, "themes-live1", "themes-live2", "themes-dead");
        fixture.send("themes-live1", 0, 0, 2);
        fixture.send("themes-live2", 0, 2, 2);
        fixture.send("themes-dead", 0, 0, 2);
        Map<Long, List<String>> batches = batches();
        StreamingQuery pattern = start(
                stream("subscribePattern", "themes-live.", "startingOffsets", "earliest", "failOnDataLoss", "false")
                        .selectExpr("value"),
                "live",
                batches);
        StreamingQuery named =
                start(table("themes-dead", "startingOffsets", "earliest").selectExpr("value"), "dead", batches());
        try {
            pattern.processAllAvailable();
            named.processAllAvailable();
            fixture.cluster()
                    .admin()
                    .deleteTopics(List.of("themes-live2", "themes-dead"))
                    .all()
                    .get();
            fixture.send("themes-live1", 0, 4, 3);

            await(() -> rows(batches).size() >= 7);
            assertThat(rows(batches)).isEqualTo(sortedValues(0, 7));
            assertThat(pattern.exception().isDefined()).isFalse();
            await(() -> !named.isActive());
            assertThat(named.exception().get()).hasStackTraceContaining("themes-dead");
        } finally {
            pattern.stop();
            named.stop();
        }
    }

    private static void await(BooleanSupplier state) throws InterruptedException {
        long endNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!state.getAsBoolean() && System.nanoTime() < endNanos) {
            Thread.sleep(50);
        }
        assertThat(state.getAsBoolean()).isTrue();
    }

    /** SPARK-22956: the offsets of one that is quiet are kept, too. */
    @Test
    void aQuietStreamIsUnitedWithABusyOne() throws Exception {
        create(1, "themes-quiet", "themes-busy");
        fixture.send("themes-quiet", 0, 0, 2);
        Dataset<Row> united = table("themes-quiet", "startingOffsets", "earliest")
                .selectExpr("value")
                .union(table("themes-busy", "startingOffsets", "earliest").selectExpr("value"));
        assertThat(sorted(run(united, "united").rows())).isEqualTo(sortedValues(0, 2));
        for (int round = 0; round < 2; round++) {
            fixture.send("themes-busy", 0, 10 + 3 * round, 3);
            assertThat(sorted(run(united, "united").rows())).isEqualTo(sortedValues(10 + 3 * round, 3));
        }
        fixture.send("themes-quiet", 0, 2, 1);
        assertThat(run(united, "united").rows()).containsExactly("v2");
    }

    @Test
    void abortedRecordsAreThereWhereSomebodyWantsThem() throws Exception {
        create(1, "themes-aborted");
        fixture.cluster()
                .producer()
                .sendCommitted("themes-a", List.of(TestProducer.text("themes-aborted", 0, "k", "good")));
        fixture.cluster()
                .producer()
                .sendAborted("themes-b", List.of(TestProducer.text("themes-aborted", 0, "k", "bad")));
        String[] options = {"startingOffsets", "earliest", "isolation"};
        for (String isolation : List.of("read_committed", "read_uncommitted")) {
            Run run = run(
                    table("themes-aborted", options[0], options[1], options[2], isolation)
                            .selectExpr("value"),
                    isolation);
            assertThat(run.rows())
                    .isEqualTo(isolation.equals("read_committed") ? List.of("good") : List.of("good", "bad"));
        }
    }

    /** SPARK-27494. */
    @Test
    void keysAndValuesMayBeNull() throws Exception {
        create(1, "themes-null");
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(TestProducer.text("themes-null", 0, null, "v0"));
        records.add(TestProducer.text("themes-null", 0, "k1", null));
        records.add(TestProducer.text("themes-null", 0, null, null));
        fixture.cluster().producer().send(records);
        String[] expected = {"null|v0", "k1|null", "null|null"};

        assertThat(run(
                                table("themes-null$raw", "startingOffsets", "earliest")
                                        .selectExpr("string(key)", "string(value)"),
                                "null-raw")
                        .rows())
                .containsExactly(expected);
        assertThat(run(table("themes-null", "startingOffsets", "earliest").selectExpr("_key", "value"), "null")
                        .rows())
                .containsExactly(expected);
    }

    /** SPARK-30656, SPARK-36576. */
    @Test
    @SuppressWarnings("deprecation") // the trigger Once is still there, and a batch of all is what is wanted
    void partitionsAreCutAsToldInStreamsToo() throws Exception {
        create(2, "themes-cut");
        fixture.send("themes-cut", 0, 0, 90);
        fixture.send("themes-cut", 1, 90, 10);
        List<List<String>> cuts = List.of(
                List.of("minPartitions", "8"),
                List.of("maxRecordsPerPartition", "13"),
                List.of("max-rows-per-batch", "100"));
        List<Integer> tasks = new ArrayList<>();
        for (List<String> cut : cuts) {
            List<String> seen = new ArrayList<>();
            StreamingQuery query = table("themes-cut", "startingOffsets", "earliest", cut.get(0), cut.get(1))
                    .selectExpr("value")
                    .writeStream()
                    .option(
                            "checkpointLocation",
                            folder.resolve("cut-" + cut.get(0)).toUri().toString())
                    .trigger(Trigger.Once())
                    .foreachBatch((Dataset<Row> batch, Long id) -> {
                        tasks.add(batch.rdd().getNumPartitions());
                        Arrays.stream((Row[]) batch.collect()).forEach(row -> seen.add(row.getString(0)));
                    })
                    .start();
            query.awaitTermination();
            assertThat(sorted(seen)).as("%s", cut).isEqualTo(sortedValues(0, 100));
        }
        assertThat(tasks.get(0)).isGreaterThanOrEqualTo(8);
        assertThat(tasks.get(1)).isGreaterThanOrEqualTo(8);
        assertThat(tasks.get(2)).isEqualTo(2);
    }

    @Test
    void namesOfOptionsAreReadInAnyCase() throws Exception {
        create(1, "themes-Case");
        fixture.send("themes-Case", 0, 0, 5);

        assertThat(run(
                                stream("SUBSCRIBE", "themes-Case", "StartingOFFSETS", "{\"themes-Case\":{\"0\":3}}")
                                        .selectExpr("value"),
                                "case")
                        .rows())
                .containsExactly("v3", "v4");
    }

    /** SPARK-57438: Spark asks before it knows an offset, too. */
    @Test
    void metricsAreThereWithoutALimitAndBeforeTheFirstOffset() throws Exception {
        create(1, "themes-metrics");
        fixture.send("themes-metrics", 0, 0, 5);
        Run run = run(table("themes-metrics", "startingOffsets", "earliest").selectExpr("value"), "metrics");
        assertThat(run.progress().get(0).sources()[0].metrics())
                .containsEntry("minOffsetsBehindLatest", "0")
                .containsEntry("maxOffsetsBehindLatest", "0");
        TableCatalog catalog =
                (TableCatalog) fixture.spark().sessionState().catalogManager().catalog("themes");
        SupportsRead table = (SupportsRead) catalog.loadTable(Identifier.of(new String[0], "themes-metrics"));
        ReportsSourceMetrics stream = (ReportsSourceMetrics) table.newScanBuilder(
                        new CaseInsensitiveStringMap(Map.of()))
                .build()
                .toMicroBatchStream(folder.resolve("metrics-none").toUri().toString());
        assertThat(stream.metrics(Optional.empty())).doesNotContainKey("maxOffsetsBehindLatest");
    }

    @Test
    void continuousProcessingIsRefused() {
        create(1, "themes-continuous");

        assertThatThrownBy(() -> table("themes-continuous")
                        .selectExpr("value")
                        .writeStream()
                        .format("noop")
                        .option(
                                "checkpointLocation",
                                folder.resolve("continuous").toUri().toString())
                        .trigger(Trigger.Continuous("1 second"))
                        .start()
                        .awaitTermination())
                .hasStackTraceContaining("ontinuous");
    }
}
