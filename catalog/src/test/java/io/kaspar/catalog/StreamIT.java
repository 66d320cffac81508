package io.kaspar.catalog;

import static io.kaspar.catalog.NumberedTexts.sorted;
import static io.kaspar.catalog.NumberedTexts.values;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.StreamRuns.Run;
import io.kaspar.testing.kafka.TestProducer;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsAdmissionControl;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics as streams. Each run of a query ends with what is there, unless the test says otherwise. */
@ExtendWith(SqlFixtureExtension.class)
class StreamIT {
    private final SqlFixture fixture;

    @TempDir
    Path folder = Path.of("");

    StreamIT(SqlFixture fixture) {
        this.fixture = fixture;
        Map<String, String> settings = new HashMap<>(Map.of("metadata-ttl", "1ms"));
        for (String topic :
                List.of("stream-streams_local", "stream-streams_far", "stream-permissive", "stream-dropmalformed")) {
            settings.put("topic." + topic + ".value.subject", "orders-value");
        }
        fixture.catalog("streams", settings);
        settings.put("read.locality", "required");
        fixture.catalog("streams_local", settings);
        settings.put("read.locality", "off");
        fixture.catalog("streams_far", settings);
    }

    private DataStreamReader stream(String... namesAndValues) {
        DataStreamReader reader = fixture.spark().readStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            reader = reader.option(namesAndValues[i], namesAndValues[i + 1]);
        }
        return reader;
    }

    private Dataset<Row> table(String name, String... namesAndValues) {
        return stream(namesAndValues).table("streams.`" + name + "`");
    }

    private Run run(Dataset<Row> rows, String checkpoint) throws Exception {
        return run(rows, checkpoint, OutputMode.Append());
    }

    private Run run(Dataset<Row> rows, String checkpoint, OutputMode mode) throws Exception {
        return new StreamRuns(folder).run(rows, checkpoint, mode);
    }

    private StreamingQuery start(
            Dataset<Row> rows, String checkpoint, Trigger trigger, OutputMode mode, Map<Long, List<String>> batches)
            throws Exception {
        return new StreamRuns(folder).start(rows, checkpoint, trigger, mode, batches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"streams_local", "streams_far"})
    void readsWhatABatchReads(String catalog) throws Exception {
        fixture.cluster().createTopic("stream-" + catalog, SqlFixture.ORDER_PARTITIONS);
        fixture.sendOrders("stream-" + catalog, 0, 200);
        String table = catalog + ".`stream-" + catalog + "`";
        Dataset<Row> rows = stream("startingOffsets", "earliest").table(table);

        Run all = run(rows.selectExpr("order_id", "price", "address.city", "tags[0]"), catalog);

        assertThat(sorted(all.rows()))
                .hasSize(200)
                .isEqualTo(sorted(fixture.rows("SELECT order_id, price, address.city, tags[0] FROM " + table)));
        Run aggregated = run(rows.groupBy("quantity").count(), catalog + "-count", OutputMode.Complete());
        assertThat(sorted(aggregated.rows()))
                .isEqualTo(sorted(fixture.rows("SELECT quantity, count(*) FROM " + table + " GROUP BY 1")));
    }

    @Test
    void beginsAtTheEndUnlessSomebodySaysOtherwise() throws Exception {
        fixture.cluster().createTopic("stream-latest", 1);
        fixture.send("stream-latest", 0, 0, 3);
        assertThat(run(table("stream-latest"), "latest").rows()).isEmpty();
        fixture.send("stream-latest", 0, 3, 2);

        assertThat(run(table("stream-latest"), "latest").rows()).containsExactlyElementsOf(values(3, 2));
        assertThat(run(table("stream-latest", "startingOffsets", "{\"stream-latest\":{\"0\":1}}"), "offsets")
                        .rows())
                .containsExactlyElementsOf(values(1, 4));
        assertThat(run(table("stream-latest", "startingTimestamp", "0"), "time").rows())
                .containsExactlyElementsOf(values(0, 5));
    }

    @Test
    void goesOnWhereItStoppedInBatchesOfTheLimit() throws Exception {
        fixture.cluster().createTopic("stream-limit", 2);
        fixture.send("stream-limit", 0, 0, 30);
        fixture.send("stream-limit", 1, 30, 10);
        Dataset<Row> rows = table("stream-limit", "startingOffsets", "earliest", "maxOffsetsPerTrigger", "16")
                .select("value", "_partition");

        Run first = run(rows, "limit");

        assertThat(first.batchSizes()).containsExactly(16, 16, 8);
        assertThat(first.batches().get(0L))
                .filteredOn(row -> row.endsWith("|1"))
                .hasSize(4);
        fixture.send("stream-limit", 1, 40, 5);
        Run second = run(rows, "limit");
        assertThat(second.batches().keySet()).containsExactly(3L);
        List<String> all = new ArrayList<>(first.rows());
        all.addAll(second.rows());
        assertThat(all.stream().map(row -> row.substring(0, row.indexOf('|'))))
                .containsExactlyInAnyOrderElementsOf(values(0, 45));
    }

    /** A partition's records are equally large here, and its logs lie on disk as they were sent. */
    @Test
    void aLimitInBytesIsOfTheLogs() throws Exception {
        fixture.cluster().createTopic("stream-bytes", 2);
        String text = "x".repeat(1_000);
        for (int partition = 0; partition < 2; partition++) {
            for (int number = 0; number < 20; number++) {
                fixture.cluster()
                        .producer()
                        .send(List.of(TestProducer.text("stream-bytes", partition, "k", number + text)));
            }
        }
        Dataset<Row> rows = table("stream-bytes", "startingOffsets", "earliest", "maxBytesPerTrigger", "11k")
                .select("_offset");

        Run run = run(rows, "bytes");

        assertThat(run.rows()).hasSize(40);
        assertThat(run.batchSizes().subList(0, 3))
                .allSatisfy(size -> assertThat(size).isBetween(8, 11));
        assertThat(run(
                                table("stream-bytes", "startingOffsets", "earliest", "maxBytesPerTrigger", "1b")
                                        .select("_offset")
                                        .limit(1),
                                "bytes-one")
                        .batchSizes())
                .hasSize(40);
        assertThatThrownBy(() -> run(table("stream-bytes", "maxBytesPerTrigger", "some"), "bytes-bad"))
                .hasStackTraceContaining("option maxBytesPerTrigger cannot be 'some'; it must be a size");
    }

    @Test
    void waitsForEnoughOffsetsUntilTheDelayIsOver() throws Exception {
        fixture.cluster().createTopic("stream-least", 1);
        Map<Long, List<String>> batches = Collections.synchronizedMap(new TreeMap<>());
        StreamingQuery query = start(
                table("stream-least", "minOffsetsPerTrigger", "10", "maxTriggerDelay", "1h"),
                "least",
                Trigger.ProcessingTime(0),
                OutputMode.Append(),
                batches);
        try {
            query.processAllAvailable();
            fixture.send("stream-least", 0, 0, 9);
            query.processAllAvailable();
            assertThat(batches.values()).allMatch(List::isEmpty);

            fixture.send("stream-least", 0, 9, 1);
            query.processAllAvailable();
            assertThat(batches.values()).endsWith(values(0, 10));
        } finally {
            query.stop();
        }
        fixture.send("stream-least", 0, 10, 1);
        assertThat(run(table("stream-least", "minOffsetsPerTrigger", "10"), "least")
                        .rows())
                .containsExactly("v10");
    }

    /** Spark interrupts the query's thread wherever it is, and takes few exceptions for an answer to that. */
    @Test
    void aQueryThatIsStoppedHasNotFailed() throws Exception {
        fixture.cluster().createTopic("stream-stopped", 1);
        fixture.send("stream-stopped", 0, 0, 5);
        Scan scan = scan("stream-stopped");
        Scan another = scan("stream-stopped");
        String checkpoint = folder.resolve("stopped").toUri().toString();
        MicroBatchStream stream = scan.toMicroBatchStream(checkpoint);
        Offset first = stream.deserializeOffset("{\"stream-stopped\":{\"0\":0}}");
        Offset last = stream.deserializeOffset("{\"stream-stopped\":{\"0\":5}}");

        assertStopped(stream::initialOffset);
        assertStopped(() -> ((SupportsAdmissionControl) stream).latestOffset(first, ReadLimit.allAvailable()));
        assertStopped(() -> stream.planInputPartitions(first, last));
        assertStopped(() -> another.toMicroBatchStream(checkpoint + "-new"));

        assertThat(((SupportsAdmissionControl) stream).latestOffset(first, ReadLimit.allAvailable()))
                .isEqualTo(last);
        assertThat(stream.planInputPartitions(first, last)).hasSize(1);
    }

    private Scan scan(String topic) throws Exception {
        TableCatalog catalog =
                (TableCatalog) fixture.spark().sessionState().catalogManager().catalog("streams");
        SupportsRead table = (SupportsRead) catalog.loadTable(Identifier.of(new String[0], topic));
        return table.newScanBuilder(new CaseInsensitiveStringMap(Map.of())).build();
    }

    private static void assertStopped(ThrowingCallable work) {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(work)
                    .isInstanceOf(UncheckedIOException.class)
                    .cause()
                    .isExactlyInstanceOf(InterruptedIOException.class)
                    .hasMessageStartingWith("the query was stopped: ");
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void hiddenColumnsAndWatermarksAreThere() throws Exception {
        fixture.cluster().createTopic("stream-hidden", 1);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int minute : new int[] {0, 1, 7, 30}) {
            records.add(new ProducerRecord<>(
                    "stream-hidden", 0, minute * 60_000L, null, ("at " + minute).getBytes(StandardCharsets.UTF_8)));
        }
        fixture.cluster().producer().send(records);
        Dataset<Row> rows = table("stream-hidden", "startingOffsets", "earliest");

        assertThat(run(rows.selectExpr("_topic", "_offset", "value", "_key", "_error"), "hidden")
                        .rows())
                .contains("stream-hidden|0|at 0|null|null", "stream-hidden|3|at 30|null|null");
        assertThat(run(
                                rows.select("_timestamp", "value")
                                        .withWatermark("_timestamp", "1 minute")
                                        .groupBy(window(col("_timestamp"), "5 minutes"))
                                        .count()
                                        .selectExpr("minute(window.start)", "count"),
                                "windows")
                        .rows())
                .contains("0|2", "5|1");
    }

    @ParameterizedTest
    @CsvSource({"kafka, kaspar", "kaspar, kafka"})
    void sparksConnectorAndKasparGoOnForEachOther(String first, String second) throws Exception {
        String topic = "stream-from-" + first;
        fixture.cluster().createTopic(topic, 3);
        for (int partition = 0; partition < 3; partition++) {
            fixture.send(topic, partition, 10 * partition, 10);
        }
        assertThat(sorted(run(valuesBy(first, topic), topic).rows())).isEqualTo(sorted(values(0, 30)));
        fixture.send(topic, 2, 30, 5);

        assertThat(run(valuesBy(second, topic), topic).rows()).containsExactlyElementsOf(values(30, 5));
        fixture.send(topic, 0, 35, 5);
        assertThat(run(valuesBy(first, topic), topic).rows()).containsExactlyElementsOf(values(35, 5));
    }

    private Dataset<Row> valuesBy(String connector, String topic) {
        return connector.equals("kaspar")
                ? table(topic, "startingOffsets", "earliest").selectExpr("value")
                : stream("startingOffsets", "earliest", "subscribe", topic)
                        .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                        .format("kafka")
                        .load()
                        .selectExpr("CAST(value AS STRING)");
    }

    /** The state is kept by the columns, which are the same. */
    @Test
    void aRawTopicGoesOnWithTheStateOfSparksConnector() throws Exception {
        fixture.cluster().createTopic("stream-state", 2);
        fixture.send("stream-state", 0, 0, 3);
        Dataset<Row> stock = stream("startingOffsets", "earliest", "subscribe", "stream-state")
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .format("kafka")
                .load();
        Dataset<Row> raw = table("stream-state$raw", "startingOffsets", "earliest");
        assertThat(run(counts(stock), "state", OutputMode.Complete()).rows())
                .containsExactlyInAnyOrder("k0|stream-state|1", "k1|stream-state|1", "k2|stream-state|1");
        fixture.send("stream-state", 1, 2, 2);

        assertThat(run(counts(raw), "state", OutputMode.Complete()).rows())
                .containsExactlyInAnyOrder(
                        "k0|stream-state|1", "k1|stream-state|1", "k2|stream-state|2", "k3|stream-state|1");
        fixture.send("stream-state", 1, 0, 1);
        assertThat(run(counts(stock), "state", OutputMode.Complete()).rows())
                .contains("k0|stream-state|2", "k2|stream-state|2");
    }

    private static Dataset<Row> counts(Dataset<Row> records) {
        return records.groupBy("key", "topic").count().selectExpr("CAST(key AS STRING)", "topic", "count");
    }

    @Test
    void anotherTopicOfTheNameIsTold() throws Exception {
        fixture.cluster().createTopic("stream-again", 2);
        fixture.send("stream-again", 0, 0, 5);
        Dataset<Row> rows = table("stream-again", "startingOffsets", "earliest");
        assertThat(run(rows, "again").rows()).hasSize(5);
        recreate("stream-again");
        fixture.send("stream-again", 0, 100, 9);

        assertThatThrownBy(() -> run(table("stream-again", "startingOffsets", "earliest"), "again"))
                .isInstanceOf(StreamingQueryException.class)
                .hasStackTraceContaining("records are lost: topic stream-again was deleted and created again since this"
                        + " stream read it")
                .hasStackTraceContaining("set failOnDataLoss=false to go on at the beginning of the new one");
        Dataset<Row> tolerant = table("stream-again", "failOnDataLoss", "false", "maxOffsetsPerTrigger", "4");
        assertThat(run(tolerant, "again").rows()).containsExactlyElementsOf(values(100, 9));
        fixture.send("stream-again", 1, 109, 2);
        assertThat(run(table("stream-again"), "again").rows()).containsExactlyElementsOf(values(109, 2));
    }

    /** Also where a catalog still remembers the topic that had the name before. */
    @Test
    void anotherTopicOfTheNameIsToldThoughTheOldOneIsRemembered() throws Exception {
        fixture.cluster().createTopic("stream-remembered", 2);
        fixture.send("stream-remembered", 0, 0, 5);
        String table = fixture.catalog("streams_remembering", Map.of("metadata-ttl", "1h")) + ".`stream-remembered`";
        String[] options = {"startingOffsets", "earliest", "failOnDataLoss", "false"};
        assertThat(run(stream(options).table(table), "remembered").rows()).hasSize(5);
        recreate("stream-remembered");
        fixture.send("stream-remembered", 1, 100, 2);

        assertThatThrownBy(() -> run(stream(options).table(table), "remembered"))
                .hasStackTraceContaining(
                        "topic stream-remembered was deleted and created again since this table, DataFrame or"
                                + " view was made");
        assertThat(run(stream(options).table(table), "remembered").rows()).containsExactlyElementsOf(values(100, 2));
    }

    /** The first batch of a new topic, tried again, is the same batch. */
    @Test
    void theFirstBatchOfAnotherTopicIsRepeated() throws Exception {
        fixture.cluster().createTopic("stream-retried", 1);
        fixture.send("stream-retried", 0, 0, 5);
        assertThat(run(table("stream-retried", "startingOffsets", "earliest"), "retried")
                        .rows())
                .hasSize(5);
        recreate("stream-retried");
        fixture.send("stream-retried", 0, 100, 9);
        Dataset<Row> rows = table("stream-retried", "failOnDataLoss", "false");

        assertThatThrownBy(() -> run(rows.selectExpr("raise_error(value)"), "retried"))
                .isInstanceOf(StreamingQueryException.class);
        fixture.send("stream-retried", 0, 109, 1);
        Run again = run(rows, "retried");
        assertThat(again.batches().get(1L)).containsExactlyElementsOf(values(100, 9));
        assertThat(again.rows()).containsExactlyElementsOf(values(100, 10));
    }

    private void recreate(String topic) throws Exception {
        fixture.cluster().admin().deleteTopics(List.of(topic)).all().get();
        while (true) {
            try {
                fixture.cluster().createTopic(topic, 2);
                return;
            } catch (RuntimeException e) {
                Thread.sleep(50);
            }
        }
    }

    @Test
    void newPartitionsAreReadFromTheirBeginning() throws Exception {
        fixture.cluster().createTopic("stream-grown", 1);
        fixture.send("stream-grown", 0, 0, 2);
        assertThat(run(table("stream-grown"), "grown").rows()).isEmpty();
        fixture.cluster()
                .admin()
                .createPartitions(Map.of("stream-grown", NewPartitions.increaseTo(3)))
                .all()
                .get();
        fixture.send("stream-grown", 2, 2, 3);

        assertThat(run(table("stream-grown"), "grown").rows()).containsExactlyElementsOf(values(2, 3));
    }

    @Test
    void availableNowEndsWithWhatWasThereAtFirst() throws Exception {
        fixture.cluster().createTopic("stream-growing", 1);
        fixture.send("stream-growing", 0, 0, 4);
        Dataset<Row> rows = table("stream-growing", "startingOffsets", "earliest", "maxOffsetsPerTrigger", "2");
        List<Long> counts = Collections.synchronizedList(new ArrayList<>());
        StreamingQuery query = rows.writeStream()
                .option("checkpointLocation", folder.resolve("growing").toUri().toString())
                .trigger(Trigger.AvailableNow())
                .foreachBatch((Dataset<Row> batch, Long id) -> {
                    counts.add(batch.count());
                    fixture.send("stream-growing", 0, 10 + Math.toIntExact(id), 1);
                })
                .start();

        query.awaitTermination();

        assertThat(counts).containsExactly(2L, 2L);
        assertThat(run(rows, "growing").rows()).containsExactly("v10", "v11");
    }

    @Test
    void asksTheRegistryOnceAndNotForEachBatch() throws Exception {
        fixture.cluster().createTopic("stream-counted", 1);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int id = 0; id < 6; id++) {
            records.add(new ProducerRecord<>("stream-counted", 0, null, fixture.order(id)));
        }
        fixture.cluster().producer().send(records);
        String catalog = fixture.catalog(
                "streams_counted",
                Map.of(
                        "metadata-ttl", "1ms",
                        "schema.registry.latest-ttl", "1ms",
                        "topic.stream-counted.value.subject", "orders-value"));
        Dataset<Row> rows = stream("startingOffsets", "earliest", "maxOffsetsPerTrigger", "1")
                .table(catalog + ".`stream-counted`")
                .select("order_id");
        int before = fixture.registry().requestCount();

        assertThat(run(rows, "counted").batchSizes()).containsExactly(1, 1, 1, 1, 1, 1);

        assertThat(fixture.registry().requestCount() - before).isLessThan(6);
    }

    @Test
    void endsBehindWhatWasAborted() throws Exception {
        fixture.cluster().createTopic("stream-aborted", 1);
        fixture.cluster()
                .producer()
                .sendCommitted("stream-committed", List.of(TestProducer.text("stream-aborted", 0, "k", "v0")));
        try (KafkaProducer<byte[], byte[]> producer =
                fixture.cluster().producer().openTransactional("stream-aborted", Map.of())) {
            producer.beginTransaction();
            producer.send(TestProducer.text("stream-aborted", 0, "k", "never")).get();
            producer.abortTransaction();
        }
        Dataset<Row> rows = table("stream-aborted", "startingOffsets", "earliest", "maxOffsetsPerTrigger", "1");

        assertThat(run(rows, "aborted").rows()).containsExactly("v0");
    }

    @Test
    void recordsThatAreGoneAreTold() throws Exception {
        fixture.cluster().createTopic("stream-lost", 1);
        fixture.send("stream-lost", 0, 0, 5);
        assertThat(run(table("stream-lost", "startingOffsets", "earliest", "maxOffsetsPerTrigger", "5"), "lost")
                        .rows())
                .hasSize(5);
        fixture.send("stream-lost", 0, 5, 10);
        delete("stream-lost", 8);

        assertThatThrownBy(() -> run(table("stream-lost"), "lost"))
                .hasStackTraceContaining("records are lost: the stream's checkpoint says offset 5, but partition 0 of"
                        + " topic stream-lost now starts at 8; set failOnDataLoss=false to read what is left");
        assertThat(run(table("stream-lost", "failOnDataLoss", "false"), "lost").rows())
                .containsExactlyElementsOf(values(8, 7));
    }

    /** What the options say of the beginning is over when a checkpoint says how far the stream got. */
    @Test
    void whereItBeganMayBeGone() throws Exception {
        fixture.cluster().createTopic("stream-begun", 1);
        fixture.send("stream-begun", 0, 0, 5);
        Dataset<Row> rows = table("stream-begun", "startingOffsets", "{\"stream-begun\":{\"0\":1}}");
        assertThat(run(rows, "begun").rows()).containsExactlyElementsOf(values(1, 4));
        fixture.send("stream-begun", 0, 5, 5);
        delete("stream-begun", 5);

        assertThat(run(rows, "begun").rows()).containsExactlyElementsOf(values(5, 5));
    }

    /** Somebody else's checkpoint of the topic, or the topic's records after an election that lost some. */
    @Test
    void offsetsBehindTheEndAreTold() throws Exception {
        fixture.cluster().createTopic("stream-ahead", 1);
        fixture.send("stream-ahead", 0, 0, 5);
        Path initial = folder.resolve("ahead/sources/0/0");
        Files.createDirectories(initial.getParent());
        Files.writeString(initial, "\0v1\n{\"stream-ahead\":{\"0\":7}}");

        assertThatThrownBy(() -> run(table("stream-ahead"), "ahead"))
                .hasStackTraceContaining("records are lost: this stream got to offset 7 of partition 0 of topic"
                        + " stream-ahead, which now ends at 5; set failOnDataLoss=false");
        Dataset<Row> tolerant = table("stream-ahead", "failOnDataLoss", "false");
        assertThat(run(tolerant, "ahead").rows()).isEmpty();
        fixture.send("stream-ahead", 0, 5, 4);
        assertThat(run(tolerant, "ahead").rows()).containsExactlyElementsOf(values(7, 2));
        Files.delete(initial);
        Files.writeString(initial, "\0v1\n{\"stream-ahead\":{\"0\":1,\"1\":0}}");
        Files.move(
                folder.resolve("ahead/sources"),
                Files.createDirectories(folder.resolve("ahead2")).resolve("sources"));
        assertThatThrownBy(() -> run(tolerant, "ahead2"))
                .hasStackTraceContaining(
                        "this stream read partition 1 of topic stream-ahead, and brokers do not know it");
    }

    private void delete(String topic, long before) throws ExecutionException, InterruptedException {
        fixture.cluster()
                .admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
                .all()
                .get();
    }

    @Test
    void tellsHowFarItIsBehind() throws Exception {
        fixture.cluster().createTopic("stream-behind", 2);
        fixture.send("stream-behind", 0, 0, 30);
        fixture.send("stream-behind", 1, 30, 10);

        Run run = run(table("stream-behind", "startingOffsets", "earliest", "maxOffsetsPerTrigger", "20"), "behind");

        StreamingQueryProgress first = run.progress().get(0);
        assertThat(first.sources()[0].metrics())
                .containsEntry("minOffsetsBehindLatest", "5")
                .containsEntry("maxOffsetsBehindLatest", "15")
                .containsEntry("avgOffsetsBehindLatest", "10.0")
                .containsEntry("plannedLocalShare", "1.00")
                .hasEntrySatisfying(
                        "estimatedBytesBehindLatest",
                        bytes -> assertThat(Long.parseLong(bytes)).isBetween(100L, 10_000L));
        assertThat(first.sources()[0].latestOffset()).isEqualTo("{\"stream-behind\":{\"0\":30,\"1\":10}}");
        assertThat(first.numInputRows()).isEqualTo(20);
    }

    /** As in a batch: Spark tells a stream of no columns, so the reader sees for itself which are looked at. */
    @Test
    void onlyColumnsThatAreLookedAtAreDecoded() throws Exception {
        fixture.cluster().createTopic("stream-looked-at", 1);
        fixture.catalog(
                "streams_json",
                Map.of(
                        "topic.stream-looked-at.value.format", "json",
                        "topic.stream-looked-at.value.schema", "id INT, bad INT, text STRING"));
        Dataset<Row> rows = stream("startingOffsets", "earliest", "max-rows-per-batch", "2")
                .table("streams_json.`stream-looked-at`");
        sendJson(0, "1");
        assertThat(run(rows.selectExpr("id", "bad"), "looked-at-both").rows()).contains("0|1", "9|1");
        sendJson(10, "\"no number\"");

        Run good = run(rows.selectExpr("text", "id", "_offset"), "looked-at");

        assertThat(good.rows()).hasSize(20).contains("t3|3|3", "t19|19|19");
        assertThat(run(rows.groupBy().count(), "looked-at-none", OutputMode.Complete())
                        .rows())
                .containsExactly("20");
        assertThatThrownBy(() -> run(rows.selectExpr("id", "bad"), "looked-at-bad"))
                .hasStackTraceContaining("the value of the record at offset 10 of stream-looked-at-0")
                .hasStackTraceContaining("bad");
    }

    private void sendJson(int first, String bad) {
        fixture.cluster()
                .producer()
                .send(IntStream.range(first, first + 10)
                        .mapToObj(id -> TestProducer.text(
                                "stream-looked-at",
                                0,
                                "k",
                                "{\"id\":" + id + ",\"bad\":" + bad + ",\"text\":\"t" + id + "\"}"))
                        .toList());
    }

    /** The schema of its keys is not to be read, which matters to those who look at them. */
    @Test
    void hiddenColumnsAreThereThoughKeysCannotBeRead() throws Exception {
        fixture.cluster().createTopic("stream-bad-keys", 1);
        fixture.send("stream-bad-keys", 0, 0, 3);
        Dataset<Row> rows = stream("startingOffsets", "earliest")
                .table(fixture.catalog("streams_bad_keys", Map.of("topic.stream-bad-keys.key.schema.version", "1"))
                        + ".`stream-bad-keys`");

        assertThat(run(rows.selectExpr("value", "_offset"), "bad-keys").rows()).contains("v0|0", "v2|2");
    }

    /** Where Kafka's own consumers of the group got. */
    @Test
    void beginsWhereAConsumerGroupGot() throws Exception {
        fixture.cluster().createTopic("stream-group", 2);
        fixture.send("stream-group", 0, 0, 10);
        fixture.send("stream-group", 1, 10, 10);
        Map<TopicPartition, OffsetAndMetadata> committed =
                Map.of(new TopicPartition("stream-group", 0), new OffsetAndMetadata(7));
        fixture.cluster()
                .admin()
                .alterConsumerGroupOffsets("billing", committed)
                .all()
                .get();
        String[] options = {"startingOffsets", "group:billing", "auto.offset.reset", "earliest"};

        assertThat(sorted(run(table("stream-group", options), "group").rows()))
                .isEqualTo(sorted(concat(values(7, 3), values(10, 10))));
        assertThat(fixture.rows("SELECT value FROM streams.`stream-group` WITH ('startingOffsets' = 'group:billing',"
                        + " 'auto.offset.reset' = 'latest')"))
                .containsExactlyElementsOf(values(7, 3));
        assertThatThrownBy(() -> run(table("stream-group", "startingOffsets", "group:billing"), "group-none"))
                .hasStackTraceContaining(
                        "the consumer group billing has no offset of partition 1 of topic stream-group; set"
                                + " auto.offset.reset to earliest or latest to start there");
        assertThatThrownBy(() -> fixture.rows(
                        "SELECT value FROM streams.`stream-group` WITH ('startingOffsets' = 'group:nobody')"))
                .hasStackTraceContaining("the consumer group nobody has no offset of partition 0");
        delete("stream-group", 8);
        assertThatThrownBy(() -> run(table("stream-group", options), "group-lost"))
                .hasStackTraceContaining(
                        "records are lost: the consumer group billing says offset 7, but partition 0 of"
                                + " topic stream-group now starts at 8");
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** Also what the last micro-batch read, of which Spark tells a source nothing. */
    @Test
    void aGroupIsToldHowFarTheStreamGot() throws Exception {
        fixture.cluster().createTopic("stream-progress", 2);
        fixture.send("stream-progress", 0, 0, 10);
        fixture.send("stream-progress", 1, 10, 5);
        String[] options = {"startingOffsets", "earliest", "maxOffsetsPerTrigger", "6", "progress-group", "watched"};

        assertThat(run(table("stream-progress", options), "progress").rows()).hasSize(15);

        assertThat(groupOffsets("watched", "stream-progress")).isEqualTo(Map.of(0, 10L, 1, 5L));
        fixture.send("stream-progress", 0, 15, 3);
        Dataset<Row> failing = table("stream-progress", options).selectExpr("raise_error(value)");
        assertThatThrownBy(() -> run(failing, "progress")).isInstanceOf(StreamingQueryException.class);
        assertThat(groupOffsets("watched", "stream-progress")).isEqualTo(Map.of(0, 10L, 1, 5L));
        run(table("stream-progress", options), "progress");
        assertThat(groupOffsets("watched", "stream-progress")).isEqualTo(Map.of(0, 13L, 1, 5L));
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM streams.`stream-progress` WITH ('progress-group' = 'x')"))
                .hasStackTraceContaining("option progress-group is for streams");
    }

    /** Its consumers keep its offsets, and the query goes on. */
    @Test
    void aGroupWithConsumersIsLeftAlone() throws Exception {
        fixture.cluster().createTopic("stream-owned", 1);
        fixture.send("stream-owned", 0, 0, 4);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", fixture.cluster().bootstrapServers(),
                "group.id", "owned",
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("stream-owned"));
            while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {
                // until it is a member
            }
            consumer.commitSync(Map.of(new TopicPartition("stream-owned", 0), new OffsetAndMetadata(1)));

            assertThat(run(table("stream-owned", "startingOffsets", "earliest", "progress-group", "owned"), "owned")
                            .rows())
                    .hasSize(4);

            assertThat(groupOffsets("owned", "stream-owned")).isEqualTo(Map.of(0, 1L));
        }
    }

    private Map<Integer, Long> groupOffsets(String group, String topic) throws Exception {
        Map<Integer, Long> offsets = new TreeMap<>();
        fixture.cluster()
                .admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, committed) -> {
                    if (partition.topic().equals(topic)) {
                        offsets.put(partition.partition(), committed.offset());
                    }
                });
        return offsets;
    }

    @Test
    void otherColumnsThanTheCheckpointHasAreToldOrTaken() throws Exception {
        fixture.cluster().createTopic("stream-columns", 1);
        String catalog = fixture.catalog("streams_columns", Map.of("schema.registry.latest-ttl", "1ms"));
        String fields = "{\"name\":\"id\",\"type\":\"long\"}";
        int first = fixture.registry().register("stream-columns-value", record(fields));
        sendId(first, 1);
        String table = catalog + ".`stream-columns`";
        assertThat(run(stream("startingOffsets", "earliest").table(table), "columns")
                        .rows())
                .containsExactly("1");
        fixture.registry()
                .register(
                        "stream-columns-value",
                        record(fields + ",{\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null}"));
        fixture.sql("REFRESH TABLE " + table);
        sendId(first, 2);

        assertThatThrownBy(() -> run(stream("on-schema-change", "fail").table(table), "columns"))
                .hasStackTraceContaining(
                        "the columns of the topic stream-columns are struct<id:bigint,note:string>, and were"
                                + " when this stream ran last struct<id:bigint>; set on-schema-change=evolve");
        assertThat(run(stream().table(table), "columns").rows()).containsExactly("2|null");
        sendId(first, 3);
        assertThat(run(stream("on-schema-change", "fail").table(table), "columns")
                        .rows())
                .containsExactly("3|null");
    }

    private static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"Columns\",\"fields\":[" + fields + "]}";
    }

    private void sendId(int schemaId, int id) {
        byte[] framed = {0, 0, 0, (byte) (schemaId >> 8), (byte) schemaId, (byte) (2 * id)};
        fixture.cluster().producer().send(List.of(new ProducerRecord<>("stream-columns", 0, null, framed)));
    }

    @Test
    void sqlAndASourceStream() throws Exception {
        fixture.cluster().createTopic("stream-sql", 1);
        fixture.send("stream-sql", 0, 0, 3);

        assertThat(run(
                                fixture.sql("SELECT upper(value) FROM STREAM streams.`stream-sql`"
                                        + " WITH ('startingOffsets' = 'earliest') WHERE _offset > 0"),
                                "sql")
                        .rows())
                .containsExactly("V1", "V2");
        assertThat(run(
                                stream("startingOffsets", "earliest", "topic", "stream-sql")
                                        .option(
                                                "kafka.bootstrap.servers",
                                                fixture.cluster().bootstrapServers())
                                        .format("kaspar")
                                        .load(),
                                "source")
                        .rows())
                .containsExactlyElementsOf(values(0, 3));
    }

    @ParameterizedTest
    @CsvSource({"PERMISSIVE, true", "DROPMALFORMED, false"})
    void malformedRecordsAreWhatTheModeSays(String mode, boolean isThere) throws Exception {
        String topic = "stream-" + mode.toLowerCase(Locale.ROOT);
        fixture.cluster().createTopic(topic, SqlFixture.ORDER_PARTITIONS);
        fixture.sendOrders(topic, 0, 3);
        fixture.cluster().producer().send(List.of(new ProducerRecord<>(topic, 0, null, new byte[] {
            0, 0, 0, 0, (byte) fixture.orderSchemaId(), 7
        })));

        assertThat(sorted(run(
                                table(topic, "startingOffsets", "earliest", "mode", mode)
                                        .selectExpr("order_id", "_error IS NOT NULL"),
                                topic)
                        .rows()))
                .isEqualTo(
                        isThere
                                ? List.of("0|false", "1|false", "2|false", "null|true")
                                : List.of("0|false", "1|false", "2|false"));
    }

    @Test
    void whatNoStreamCanDoIsRefused() {
        fixture.cluster().createTopic("stream-refused", 1);

        assertThatThrownBy(() -> run(table("stream-refused", "endingOffsets", "latest"), "refused"))
                .hasStackTraceContaining("option endingOffsets cannot be set for a stream");
        assertThatThrownBy(() -> run(table("stream-refused$latest"), "refused-latest"))
                .hasStackTraceContaining("a view of the last records by key cannot be read as a stream");
        assertThatThrownBy(() ->
                        fixture.rows("SELECT * FROM streams.`stream-refused` WITH ('maxOffsetsPerTrigger' = '5')"))
                .hasStackTraceContaining("option maxOffsetsPerTrigger is for streams");
        assertThatThrownBy(() -> run(
                        table("stream-refused", "maxOffsetsPerTrigger", "5", "minOffsetsPerTrigger", "6"),
                        "refused-limits"))
                .hasStackTraceContaining("the most is less than the least");
    }

    @Test
    void aCheckpointOfAnotherTopicIsTold() throws Exception {
        fixture.cluster().createTopic("stream-one", 1);
        fixture.cluster().createTopic("stream-other", 1);
        fixture.send("stream-one", 0, 0, 1);
        run(table("stream-one", "startingOffsets", "earliest"), "moved");

        assertThatThrownBy(() -> run(table("stream-other"), "moved")).hasStackTraceContaining("stream-one");
    }
}
