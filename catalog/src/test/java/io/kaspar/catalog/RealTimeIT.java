package io.kaspar.catalog;

import static io.kaspar.catalog.NumberedTexts.sorted;
import static io.kaspar.catalog.NumberedTexts.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.ForeachWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.PartitionOffset;
import org.apache.spark.sql.connector.read.streaming.SupportsRealTimeMode;
import org.apache.spark.sql.connector.read.streaming.SupportsRealTimeRead;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics as streams in real-time mode. */
@ExtendWith(SqlFixtureExtension.class)
class RealTimeIT {
    private static final long SHORT_MS = 600;
    private static final long LONG_MS = 60_000;

    private final SqlFixture fixture;

    @TempDir
    Path folder = Path.of("");

    RealTimeIT(SqlFixture fixture) {
        this.fixture = fixture;
        Map<String, String> settings = new HashMap<>(Map.of("metadata-ttl", "1ms"));
        for (String topic : List.of("real-orders", "real-malformed")) {
            settings.put("topic." + topic + ".value.subject", "orders-value");
        }
        fixture.catalog("real", settings);
        fixture.spark().conf().set("spark.sql.streaming.realTimeMode.minBatchDuration", "100");
    }

    /** Rows as texts, by query; tasks run in this JVM. */
    private static final class Rows extends ForeachWriter<Row> {
        private static final long serialVersionUID = 1L;
        private static final Map<String, Queue<String>> BY_QUERY = new ConcurrentHashMap<>();

        private final String query;

        Rows(String query) {
            this.query = query;
            BY_QUERY.putIfAbsent(query, new ConcurrentLinkedQueue<>());
        }

        static List<String> of(String query) {
            return List.copyOf(BY_QUERY.getOrDefault(query, new ConcurrentLinkedQueue<>()));
        }

        @Override
        public boolean open(long partitionId, long epochId) {
            return true;
        }

        @Override
        public void process(Row row) {
            BY_QUERY.computeIfAbsent(query, name -> new ConcurrentLinkedQueue<>())
                    .add(row.mkString("|"));
        }

        @Override
        public void close(@Nullable Throwable error) {}
    }

    private DataStreamReader stream(String... namesAndValues) {
        DataStreamReader reader = fixture.spark().readStream().option("startingOffsets", "earliest");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            reader = reader.option(namesAndValues[i], namesAndValues[i + 1]);
        }
        return reader;
    }

    private Dataset<Row> table(String name, String... namesAndValues) {
        return stream(namesAndValues).table("real.`" + name + "`");
    }

    private StreamingQuery start(String query, Dataset<Row> rows, Trigger trigger) throws Exception {
        return rows.writeStream()
                .outputMode(OutputMode.Update())
                .option("checkpointLocation", folder.resolve(query).toUri().toString())
                .trigger(trigger)
                .foreach(new Rows(query))
                .start();
    }

    private StreamingQuery start(String query, Dataset<Row> rows, long batchMs) throws Exception {
        return start(query, rows, Trigger.RealTime(batchMs));
    }

    /** Waits for so many rows, and for the end of the batches that they are of. */
    private static void await(StreamingQuery query, String name, int rows) throws Exception {
        Waiting.until(rows + " rows of " + name, () -> {
            assertThat(query.exception().isDefined())
                    .as(() -> "failed: " + query.exception())
                    .isFalse();
            return Rows.of(name).size() >= rows;
        });
    }

    /** Waits for a query that should fail. */
    private static void end(StreamingQuery query) throws Exception {
        try {
            query.awaitTermination(30_000);
        } finally {
            query.stop();
        }
    }

    private static void awaitBatch(StreamingQuery query) {
        long last = lastBatch(query);
        Waiting.until(
                "another batch",
                () -> lastBatch(query) > last + 1 || query.exception().isDefined());
    }

    private static long lastBatch(StreamingQuery query) {
        StreamingQueryProgress progress = query.lastProgress();
        return progress == null ? -1 : progress.batchId();
    }

    @Test
    void givesTheRowsOfABatchAsTheyCome() throws Exception {
        fixture.cluster().createTopic("real-orders", 2);
        sendOrders(0, 50);
        String[] columns = {"order_id", "price", "address.city", "tags[0]", "_partition", "_offset", "size(_headers)"};
        StreamingQuery query = start("orders", table("real-orders").selectExpr(columns), LONG_MS);
        try {
            await(query, "orders", 50);
            for (int id = 50; id < 55; id++) {
                long sentNanos = System.nanoTime();
                sendOrders(id, 1);
                await(query, "orders", id + 1);
                assertThat((System.nanoTime() - sentNanos) / 1_000_000).isLessThan(3_000);
            }
        } finally {
            query.stop();
        }
        assertThat(sorted(Rows.of("orders")))
                .isEqualTo(sorted(fixture.rows("SELECT " + String.join(", ", columns) + " FROM real.`real-orders`")));
        assertThat(query.exception().isDefined()).isFalse();
    }

    private void sendOrders(int first, int count) {
        fixture.cluster()
                .producer()
                .send(IntStream.range(first, first + count)
                        .mapToObj(id -> new ProducerRecord<byte[], byte[]>(
                                "real-orders",
                                id % 2,
                                null,
                                fixture.order(id),
                                List.of(new RecordHeader("n", new byte[1]))))
                        .toList());
    }

    @Test
    void goesOnBetweenRealTimeAndMicroBatches() throws Exception {
        fixture.cluster().createTopic("real-switched", 1);
        fixture.send("real-switched", 0, 0, 10);
        runMicroBatches("switched", table("real-switched").select("value"));
        assertThat(Rows.of("switched")).containsExactlyElementsOf(values(0, 10));

        for (int first = 10; first < 30; first += 10) {
            StreamingQuery query = start("switched", table("real-switched").select("value"), SHORT_MS);
            try {
                fixture.send("real-switched", 0, first, 10);
                await(query, "switched", first + 10);
                awaitBatch(query); // of which there is no record any more, so that stopping it repeats none
            } finally {
                query.stop();
            }
            assertThat(Rows.of("switched")).containsExactlyElementsOf(values(0, first + 10));
        }
        fixture.send("real-switched", 0, 30, 10);
        runMicroBatches("switched", table("real-switched").select("value"));
        assertThat(Rows.of("switched")).containsExactlyElementsOf(values(0, 40));
    }

    private void runMicroBatches(String name, Dataset<Row> rows) throws Exception {
        StreamingQuery query = start(name, rows, Trigger.AvailableNow());
        try {
            query.awaitTermination();
        } finally {
            query.stop();
        }
    }

    @Test
    void waitsThroughEmptyBatchesAndTellsWhereItIs() throws Exception {
        fixture.cluster().createTopic("real-empty", 1);
        StreamingQuery query = start("empty", table("real-empty").select("value"), SHORT_MS);
        try {
            awaitBatch(query);
            fixture.send("real-empty", 0, 0, 3);
            await(query, "empty", 3);
            awaitBatch(query);
            assertThat(query.lastProgress().sources()[0].endOffset()).isEqualTo("{\"real-empty\":{\"0\":3}}");
            assertThat(query.lastProgress().sources()[0].metrics()).containsEntry("maxOffsetsBehindLatest", "0");
        } finally {
            query.stop();
        }
        assertThat(Rows.of("empty")).containsExactlyElementsOf(values(0, 3));
    }

    @Test
    void readsAddedPartitionsFromTheirBeginning() throws Exception {
        fixture.cluster().createTopic("real-added", 1);
        fixture.send("real-added", 0, 0, 2);
        StreamingQuery query = start("added", table("real-added").select("value"), SHORT_MS);
        try {
            await(query, "added", 2);
            fixture.cluster()
                    .admin()
                    .createPartitions(Map.of("real-added", NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            fixture.send("real-added", 1, 2, 3);
            await(query, "added", 5);
            awaitBatch(query);
            assertThat(query.lastProgress().sources()[0].endOffset()).isEqualTo("{\"real-added\":{\"0\":2,\"1\":3}}");
        } finally {
            query.stop();
        }
        assertThat(Rows.of("added")).containsExactlyElementsOf(values(0, 5));
    }

    @Test
    void givesWhatWasCommittedOnly() throws Exception {
        fixture.cluster().createTopic("real-committed", 1);
        fixture.cluster()
                .producer()
                .sendAborted("real-aborting", List.of(TestProducer.text("real-committed", 0, "k", "never")));
        StreamingQuery query = start("committed", table("real-committed").select("value"), SHORT_MS);
        try (KafkaProducer<byte[], byte[]> producer =
                fixture.cluster().producer().openTransactional("real-committing", Map.of())) {
            producer.beginTransaction();
            producer.send(TestProducer.text("real-committed", 0, "k", "v0")).get();
            producer.flush();
            fixture.cluster()
                    .producer()
                    .sendAborted("real-aborting", List.of(TestProducer.text("real-committed", 0, "k", "never")));
            fixture.send("real-committed", 0, 1, 1);
            awaitBatch(query);
            assertThat(Rows.of("committed")).isEmpty();

            producer.commitTransaction();
            await(query, "committed", 2);
            fixture.cluster()
                    .producer()
                    .sendAborted("real-aborting", List.of(TestProducer.text("real-committed", 0, "k", "never")));
            fixture.cluster()
                    .producer()
                    .sendCommitted("real-more", List.of(TestProducer.text("real-committed", 0, "k", "v2")));
            await(query, "committed", 3);
        } finally {
            query.stop();
        }
        assertThat(Rows.of("committed")).containsExactlyElementsOf(values(0, 3));
    }

    @Test
    void readsSeveralTopicsAndUnions() throws Exception {
        fixture.cluster().createTopic("real-a", 1);
        fixture.cluster().createTopic("real-b", 1);
        Dataset<Row> together = stream(
                        "kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .option("subscribe", "real-a,real-b")
                .format("kaspar")
                .load()
                .selectExpr("cast(value AS STRING)");
        Dataset<Row> union =
                table("real-a").select("value").union(table("real-b").select("value"));
        for (Map.Entry<String, Dataset<Row>> rows :
                Map.of("together", together, "union", union).entrySet()) {
            StreamingQuery query = start(rows.getKey(), rows.getValue(), SHORT_MS);
            try {
                fixture.send("real-a", 0, 0, 1);
                fixture.send("real-b", 0, 1, 1);
                await(query, rows.getKey(), 2);
                awaitBatch(query);
            } finally {
                query.stop();
            }
            assertThat(Rows.of(rows.getKey())).contains("v0", "v1");
            assertThat(query.exception().isDefined()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "maxOffsetsPerTrigger, 5",
        "minOffsetsPerTrigger, 5",
        "maxBytesPerTrigger, 5m",
        "maxTriggerDelay, 5m",
        "minPartitions, 5",
        "maxRecordsPerPartition, 5",
        "read.locality, required"
    })
    void refusesLimits(String option, String value) throws Exception {
        StreamingQuery query = start("refused-" + option, table("plain", option, value), SHORT_MS);
        assertThatThrownBy(() -> end(query))
                .isInstanceOf(StreamingQueryException.class)
                .hasMessageContaining(option)
                .hasMessageContaining("in real-time mode");
    }

    @Test
    void dropsWhatIsMalformedAndGoesOn() throws Exception {
        fixture.cluster().createTopic("real-malformed", 1);
        StreamingQuery query = start(
                "malformed", table("real-malformed", "mode", "DROPMALFORMED").select("order_id"), SHORT_MS);
        try {
            fixture.cluster()
                    .producer()
                    .send(List.of(
                            new ProducerRecord<>("real-malformed", 0, null, fixture.order(1)),
                            TestProducer.text("real-malformed", 0, "k", "no order"),
                            new ProducerRecord<>("real-malformed", 0, null, fixture.order(2)),
                            TestProducer.text("real-malformed", 0, "k", "no order")));
            await(query, "malformed", 2);
            awaitBatch(query);
            assertThat(query.lastProgress().sources()[0].endOffset()).isEqualTo("{\"real-malformed\":{\"0\":4}}");
        } finally {
            query.stop();
        }
        assertThat(Rows.of("malformed")).containsExactly("1", "2");
    }

    @Test
    void tellsRecordsThatAreGone() throws Exception {
        fixture.cluster().createTopic("real-lost", 1);
        fixture.send("real-lost", 0, 0, 2);
        runMicroBatches("lost", table("real-lost").select("value"));
        fixture.send("real-lost", 0, 2, 8);
        deleteBefore("real-lost", 6);

        StreamingQuery failing = start("lost", table("real-lost").select("value"), SHORT_MS);
        assertThatThrownBy(() -> end(failing))
                .hasStackTraceContaining(
                        "records are lost: this stream got to offset 2 of partition 0 of topic real-lost,"
                                + " which now starts at 6; set failOnDataLoss=false to go on there");

        StreamingQuery query =
                start("lost", table("real-lost", "failOnDataLoss", "false").select("value"), SHORT_MS);
        try {
            await(query, "lost", 6);
        } finally {
            query.stop();
        }
        assertThat(Rows.of("lost")).startsWith("v0", "v1", "v6", "v7", "v8", "v9");
    }

    private void deleteBefore(String topic, long offset) throws ExecutionException, InterruptedException {
        fixture.cluster()
                .admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    @Test
    void goesOnInATopicThatWasMadeAgain() throws Exception {
        fixture.cluster().createTopic("real-again", 1);
        fixture.send("real-again", 0, 0, 5);
        String[] losing = {"failOnDataLoss", "false"};
        StreamingQuery query = start("again", table("real-again", losing).select("value"), SHORT_MS);
        try {
            await(query, "again", 5);
            awaitBatch(query);
            fixture.cluster().admin().deleteTopics(List.of("real-again")).all().get();
            recreate("real-again");
            fixture.send("real-again", 0, 100, 3);
            assertThatThrownBy(() -> end(query))
                    .hasStackTraceContaining("topic real-again was deleted and created again");
        } finally {
            query.stop();
        }
        StreamingQuery strict = start("again", table("real-again").select("value"), SHORT_MS);
        assertThatThrownBy(() -> end(strict))
                .hasStackTraceContaining("records are lost: topic real-again was deleted and created again");

        StreamingQuery again = start("again", table("real-again", losing).select("value"), SHORT_MS);
        try {
            await(again, "again", 8);
            awaitBatch(again);
            assertThat(again.lastProgress().sources()[0].endOffset()).isEqualTo("{\"real-again\":{\"0\":3}}");
            fixture.send("real-again", 0, 103, 4);
            await(again, "again", 12);
            awaitBatch(again);
        } finally {
            again.stop();
        }
        assertThat(Rows.of("again"))
                .containsExactlyElementsOf(Stream.concat(values(0, 5).stream(), values(100, 7).stream())
                        .toList());
    }

    private void recreate(String topic) {
        Waiting.until("a new topic " + topic, () -> {
            try {
                fixture.cluster().createTopic(topic, 1);
                return true;
            } catch (RuntimeException e) {
                return false;
            }
        });
    }

    /** The session has two slots. */
    @Test
    void givesEachPartitionItsTurnWhereSlotsAreTooFew() throws Exception {
        fixture.cluster().createTopic("real-many", 5);
        for (int partition = 0; partition < 5; partition++) {
            fixture.send("real-many", partition, partition, 1);
        }
        StreamingQuery query = start("many", table("real-many").select("value"), SHORT_MS);
        try {
            await(query, "many", 5);
        } finally {
            query.stop();
        }
        assertThat(sorted(Rows.of("many"))).containsExactlyElementsOf(values(0, 5));
    }

    /** As Spark does it, without its clock: a task may end between two records of a block, and is made again there. */
    @Test
    void saysWhereItEndsBetweenRecordsAndWhenTheyArrived() throws Exception {
        fixture.cluster().createTopic("real-reader", 1, 1, Map.of("message.timestamp.type", "LogAppendTime"));
        long beforeMs = System.currentTimeMillis();
        fixture.send("real-reader", 0, 0, 3);
        Scan scan = scan("real-reader");
        MicroBatchStream stream =
                scan.toMicroBatchStream(folder.resolve("reader").toUri().toString());
        SupportsRealTimeMode realTime = (SupportsRealTimeMode) stream;
        assertThat(scan.columnarSupportMode()).isEqualTo(Scan.ColumnarSupportMode.SUPPORTED);
        realTime.prepareForRealTimeMode();
        assertThat(scan.columnarSupportMode()).isEqualTo(Scan.ColumnarSupportMode.UNSUPPORTED);
        Offset first = stream.deserializeOffset("{\"real-reader\":{\"0\":0}}");
        InputPartition[] tasks = realTime.planInputPartitions(first);
        assertThat(tasks).hasSize(1);

        try (SupportsRealTimeRead<InternalRow> reader = reader(stream, tasks[0])) {
            assertThat(merged(realTime, reader)).isEqualTo("{\"real-reader\":{\"0\":0}}");
            SupportsRealTimeRead.RecordStatus status = reader.nextWithTimeout(System.currentTimeMillis(), 5_000L);
            assertThat(status.hasRecord()).isTrue();
            assertThat(status.recArrivalTime().orElseThrow()).isBetween(beforeMs, System.currentTimeMillis());
            assertThat(merged(realTime, reader)).isEqualTo("{\"real-reader\":{\"0\":1}}");
            assertThat(reader.nextWithTimeout(0L, 5_000L).hasRecord()).isTrue();
            assertThat(reader.nextWithTimeout(0L, 5_000L).hasRecord()).isTrue();
            long startNanos = System.nanoTime();
            assertThat(reader.nextWithTimeout(0L, 300L).hasRecord()).isFalse();
            assertThat((System.nanoTime() - startNanos) / 1_000_000).isBetween(250L, 2_000L);
            assertThat(merged(realTime, reader)).isEqualTo("{\"real-reader\":{\"0\":3}}");
        }
    }

    @SuppressWarnings("unchecked")
    private static SupportsRealTimeRead<InternalRow> reader(MicroBatchStream stream, InputPartition task) {
        return (SupportsRealTimeRead<InternalRow>) stream.createReaderFactory().createReader(task);
    }

    private static String merged(SupportsRealTimeMode stream, SupportsRealTimeRead<InternalRow> reader) {
        return stream.mergeOffsets(new PartitionOffset[] {reader.getOffset()}).json();
    }

    private Scan scan(String topic) throws Exception {
        TableCatalog catalog =
                (TableCatalog) fixture.spark().sessionState().catalogManager().catalog("real");
        SupportsRead table = (SupportsRead) catalog.loadTable(Identifier.of(new String[0], topic));
        return table.newScanBuilder(new CaseInsensitiveStringMap(Map.of())).build();
    }
}
