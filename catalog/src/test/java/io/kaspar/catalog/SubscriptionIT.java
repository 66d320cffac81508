package io.kaspar.catalog;

import static io.kaspar.catalog.NumberedTexts.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.StreamRuns.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several topics as one table, beside Spark's own connector where that has the same. */
@ExtendWith(SqlFixtureExtension.class)
class SubscriptionIT {
    private final SqlFixture fixture;

    @TempDir
    Path folder = Path.of("");

    SubscriptionIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private DataFrameReader batch(String format, String... namesAndValues) {
        DataFrameReader reader = fixture.spark()
                .read()
                .format(format)
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            reader = reader.option(namesAndValues[i], namesAndValues[i + 1]);
        }
        return reader;
    }

    private DataFrameReader kaspar(String... namesAndValues) {
        return batch("kaspar", namesAndValues)
                .option("schema.registry.url", fixture.registry().url());
    }

    private Dataset<Row> stream(String... namesAndValues) {
        DataStreamReader reader = fixture.spark()
                .readStream()
                .format("kaspar")
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .option("metadata-ttl", "1ms");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            reader = reader.option(namesAndValues[i], namesAndValues[i + 1]);
        }
        return reader.load();
    }

    private Run run(Dataset<Row> rows, String checkpoint) throws Exception {
        return new StreamRuns(folder).run(rows, checkpoint);
    }

    private void create(int partitions, String... topics) {
        for (String topic : topics) {
            fixture.cluster().createTopic(topic, partitions);
        }
    }

    private static List<String> texts(Dataset<Row> rows) {
        return Arrays.stream((Row[]) rows.collect())
                .map(row -> row.mkString("|"))
                .sorted()
                .toList();
    }

    private static List<String> sortedValues(int first, int count) {
        return sorted(NumberedTexts.values(first, count));
    }

    @Test
    void readsWhatSparksConnectorReads() {
        create(2, "sub-a1", "sub-a2", "sub-a3", "sub-b");
        for (int topic = 1; topic <= 3; topic++) {
            fixture.send("sub-a" + topic, 0, 10 * topic, 5);
            fixture.send("sub-a" + topic, 1, 10 * topic + 5, 5);
        }
        fixture.send("sub-b", 0, 90, 5);
        List<List<String>> subscriptions = List.of(
                List.of("subscribe", "sub-a1,sub-b"),
                List.of("subscribePattern", "sub-a[13]"),
                List.of("subscribePattern", "sub-b"),
                List.of("assign", "{\"sub-a1\":[1],\"sub-a3\":[0,1]}"));
        for (List<String> subscription : subscriptions) {
            String[] option = subscription.toArray(String[]::new);
            Dataset<Row> stock = batch("kafka", option)
                    .load()
                    .selectExpr("topic", "partition", "offset", "string(key)", "string(value)");

            assertThat(texts(kaspar(option)
                            .option("view", "raw")
                            .load()
                            .selectExpr("topic", "partition", "offset", "string(key)", "string(value)")))
                    .as("%s", subscription)
                    .hasSizeGreaterThan(4)
                    .isEqualTo(texts(stock));
            assertThat(texts(kaspar(option)
                            .option("key.format", "string")
                            .load()
                            .selectExpr("_topic", "_partition", "_offset", "_key", "value")))
                    .as("%s", subscription)
                    .isEqualTo(texts(stock));
        }
        assertThat(texts(kaspar().load("sub-a1", "sub-b").selectExpr("_topic", "count(*) OVER (PARTITION BY _topic)")))
                .containsOnly("sub-a1|10", "sub-b|5");
    }

    @Test
    void readsTheSamePartAsSparksConnector() {
        create(2, "sub-part1", "sub-part2");
        for (String topic : List.of("sub-part1", "sub-part2")) {
            fixture.send(topic, 0, 0, 6);
            fixture.send(topic, 1, 6, 6);
        }
        String starts = "{\"sub-part1\":{\"0\":2,\"1\":-2},\"sub-part2\":{\"0\":6,\"1\":5}}";
        String ends = "{\"sub-part1\":{\"0\":-1,\"1\":3},\"sub-part2\":{\"0\":-1,\"1\":-1}}";
        String[] options = {"subscribe", "sub-part1, sub-part2", "startingOffsets", starts, "endingOffsets", ends};

        assertThat(texts(kaspar(options).load().selectExpr("_topic", "value")))
                .hasSize(8)
                .isEqualTo(texts(batch("kafka", options).load().selectExpr("topic", "string(value)")));
        assertThat(texts(kaspar("subscribe", "sub-part1,sub-part2", "partitions", "1")
                        .load()
                        .selectExpr("_topic", "value")
                        .where("_offset < 1")))
                .containsExactly("sub-part1|v6", "sub-part2|v6");
        assertThat(kaspar("subscribe", "sub-part1,sub-part2").load().count()).isEqualTo(24);
        assertThat(kaspar("subscribe", "sub-part1,sub-part2").load().limit(3).count())
                .isEqualTo(3);
    }

    @Test
    void saysWhichTopicsItReads() {
        create(2, "sub-said1", "sub-said2");
        fixture.send("sub-said1", 0, 0, 2);
        Dataset<Row> rows = kaspar("subscribePattern", "sub-said.").load();

        assertThat(rows.queryExecution().executedPlan().toString())
                .contains("kaspar topics [sub-said1, sub-said2]")
                .contains("sub-said1 0:0-2")
                .contains("reads 1 of 4 partitions");
    }

    private static final String FIRST = "{\"type\":\"record\",\"name\":\"sub.Event\",\"fields\":["
            + "{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"note\",\"type\":\"string\"}]}";
    private static final String SECOND = "{\"type\":\"record\",\"name\":\"sub.Event\",\"fields\":["
            + "{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"extra\",\"type\":\"int\"}]}";
    private static final String OTHER =
            "{\"type\":\"record\",\"name\":\"sub.Other\",\"fields\":[" + "{\"name\":\"id\",\"type\":\"long\"}]}";

    private void avro(String topic, String schema, long id, String field, Object value) {
        int schemaId = fixture.registry().register(topic + "-value", schema);
        Schema parsed = new Schema.Parser().parse(schema);
        GenericRecord record = new GenericData.Record(parsed);
        record.put("id", id);
        if (!field.isEmpty()) {
            record.put(field, value);
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(0);
            bytes.write(ByteBuffer.allocate(4).putInt(schemaId).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(parsed).write(record, encoder);
            encoder.flush();
            fixture.cluster().producer().send(List.of(new ProducerRecord<>(topic, 0, null, bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void recordsOfOneTypeShareTheirColumns() {
        create(1, "sub-event1", "sub-event2", "sub-event3");
        avro("sub-event1", FIRST, 1, "note", "hello");
        avro("sub-event2", SECOND, 2, "extra", 7);
        avro("sub-event3", FIRST, 3, "note", "again");
        avro("sub-event3", SECOND, 4, "extra", 8);

        Dataset<Row> rows = kaspar("subscribePattern", "sub-event.").load();

        assertThat(rows.columns()).containsExactlyInAnyOrder("id", "note", "extra");
        assertThat(texts(rows.selectExpr("_topic", "id", "note", "extra")))
                .containsExactly(
                        "sub-event1|1|hello|null",
                        "sub-event2|2|null|7",
                        "sub-event3|3|again|null",
                        "sub-event3|4|null|8");
        assertThat(texts(rows.where("extra > 7").selectExpr("id"))).containsExactly("4");
    }

    @Test
    void recordsOfOtherTypesAreBytes() {
        create(1, "sub-mixed1", "sub-mixed2", "sub-mixed3");
        avro("sub-mixed1", FIRST, 1, "note", "hello");
        avro("sub-mixed2", OTHER, 2, "", "");
        fixture.send("sub-mixed3", 0, 0, 1);

        for (String second : List.of("sub-mixed2", "sub-mixed3")) {
            Dataset<Row> rows = kaspar("subscribe", "sub-mixed1," + second).load();

            assertThat(rows.schema().simpleString()).isEqualTo("struct<value:binary>");
            assertThat(rows.schema().fields()[0].getComment().get())
                    .contains("the topics sub-mixed1, " + second + " have different types");
            assertThat(texts(rows.selectExpr("_topic", "hex(value)")))
                    .isEqualTo(texts(batch("kafka", "subscribe", "sub-mixed1," + second)
                            .load()
                            .selectExpr("topic", "hex(value)")));
        }
    }

    @Test
    void saysWhatIsWrong() {
        create(1, "sub-there", "sub-there2");
        String[][] wrong = {
            {"subscribe", "sub-there,sub-not-there", "there is no topic sub-not-there"},
            {"subscribePattern", "sub-none.*", "there are none of the topics that match sub-none.* in"},
            {"subscribePattern", "(", "option subscribePattern cannot be '('"},
            {"subscribe", "sub-there,,sub-there2", "option subscribe cannot be"},
            {"subscribe", "sub-there$raw,sub-there2", "set the option view, which is for all of them"},
            {"assign", "{\"sub-there\":[]}", "option assign cannot be"},
            {"assign", "[1]", "option assign cannot be"},
            {"assign", "{\"sub-there\":[0,3]}", "topic sub-there has no partition 3"},
        };
        for (String[] option : wrong) {
            assertThatThrownBy(() -> kaspar(option[0], option[1]).load().count())
                    .as(option[1])
                    .hasMessageContaining(option[2]);
        }
        assertThatThrownBy(() -> kaspar("subscribe", "sub-there", "assign", "{\"sub-there\":[0]}")
                        .load())
                .hasMessageContaining("options subscribe and assign both say which topics to read");
        assertThatThrownBy(() -> kaspar("subscribe", "sub-there,sub-there2", "view", "changes")
                        .load())
                .hasMessageContaining(
                        "there is no view, and no record type, changes of the topics sub-there, sub-there2");
        assertThatThrownBy(() -> kaspar(
                                "subscribe", "sub-there,sub-there2", "startingOffsets", "{\"sub-there\":{\"0\":0}}")
                        .load()
                        .count())
                .hasMessageContaining("option startingOffsets must say a number for each of the partitions 0 to 0 of"
                        + " topic sub-there2");
        assertThatThrownBy(() -> kaspar(
                                "subscribe", "sub-there,sub-there2", "startingOffsets", "{\"sub-third\":{\"0\":0}}")
                        .load())
                .hasMessageContaining("option startingOffsets must name the topics sub-there, sub-there2 and no other");
        assertThatThrownBy(() ->
                        kaspar("topic", "sub-there", "partitions", "0-2").load().count())
                .hasMessageContaining("topic sub-there has no partition 1, which the options name");
        assertThatThrownBy(() ->
                        kaspar("topic", "sub-there", "partitions", "2-0").load().count())
                .hasMessageContaining("option partitions cannot be '2-0'; it must be numbers and ranges");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "subscribePattern", "assign"})
    void sparksConnectorAndKasparGoOnForEachOther(String option) throws Exception {
        String first = "sub-" + option.toLowerCase(Locale.ROOT) + "1";
        String second = "sub-" + option.toLowerCase(Locale.ROOT) + "2";
        create(2, first, second);
        fixture.send(first, 0, 0, 5);
        fixture.send(second, 1, 5, 5);
        String value = switch (option) {
            case "subscribe" -> first + "," + second;
            case "subscribePattern" -> first.substring(0, first.length() - 1) + ".";
            default -> "{\"" + first + "\":[0],\"" + second + "\":[0,1]}";
        };
        Dataset<Row> stock = fixture.spark()
                .readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .option("startingOffsets", "earliest")
                .option(option, value)
                .load()
                .selectExpr("string(value)");
        Dataset<Row> kaspar =
                stream("startingOffsets", "earliest", option, value).selectExpr("value");
        assertThat(sorted(run(stock, option).rows())).isEqualTo(sortedValues(0, 10));
        fixture.send(first, 0, 10, 2);
        fixture.send(second, 0, 12, 3);

        assertThat(sorted(run(kaspar, option).rows())).isEqualTo(sortedValues(10, 5));
        fixture.send(second, 1, 15, 4);
        assertThat(sorted(run(stock, option).rows())).isEqualTo(sortedValues(15, 4));
        fixture.send(first, 0, 19, 1);
        assertThat(run(kaspar, option).rows()).containsExactly("v19");
    }

    @Test
    void limitsAndDistancesAreThoseOfAllTopics() throws Exception {
        create(1, "sub-limit1", "sub-limit2");
        fixture.send("sub-limit1", 0, 0, 30);
        fixture.send("sub-limit2", 0, 30, 10);

        Run run = run(
                stream(
                                "subscribe",
                                "sub-limit1,sub-limit2",
                                "startingOffsets",
                                "earliest",
                                "maxOffsetsPerTrigger",
                                "16")
                        .selectExpr("value"),
                "limit");

        assertThat(run.batchSizes()).containsExactly(16, 16, 8);
        assertThat(sorted(run.rows())).isEqualTo(sortedValues(0, 40));
        assertThat(run.progress().get(0).sources()[0].metrics())
                .containsEntry("minOffsetsBehindLatest", "6")
                .containsEntry("maxOffsetsBehindLatest", "18")
                .containsEntry("avgOffsetsBehindLatest", "12.0");
        assertThat(run.progress().get(0).sources()[0].description()).isEqualTo("kaspar[sub-limit1,sub-limit2]");
    }

    @Test
    void newTopicsOfAPatternAreReadFromTheirBeginning() throws Exception {
        create(1, "sub-new1");
        fixture.send("sub-new1", 0, 0, 2);
        Dataset<Row> rows = stream("subscribePattern", "sub-new.").selectExpr("value");
        assertThat(run(rows, "new").rows()).isEmpty();
        create(2, "sub-new2", "sub-new33");
        fixture.send("sub-new2", 1, 2, 3);
        fixture.send("sub-new33", 1, 90, 3);
        fixture.cluster()
                .admin()
                .createPartitions(Map.of("sub-new1", NewPartitions.increaseTo(2)))
                .all()
                .get();
        fixture.send("sub-new1", 1, 5, 1);

        assertThat(sorted(run(rows, "new").rows())).isEqualTo(sortedValues(2, 4));
        create(1, "sub-new3");
        fixture.send("sub-new3", 0, 6, 2);
        assertThat(sorted(run(stream("subscribePattern", "sub-new.").selectExpr("value"), "new")
                        .rows()))
                .isEqualTo(sortedValues(6, 2));
    }

    @Test
    void topicsThatAreGoneOrMadeAgainAreTold() throws Exception {
        create(1, "sub-gone1", "sub-gone2", "sub-gone3");
        fixture.send("sub-gone1", 0, 0, 2);
        fixture.send("sub-gone2", 0, 2, 2);
        fixture.send("sub-gone3", 0, 4, 2);
        String[] options = {"subscribePattern", "sub-gone.", "startingOffsets", "earliest"};
        assertThat(sorted(run(stream(options).selectExpr("value"), "gone").rows()))
                .isEqualTo(sortedValues(0, 6));
        fixture.cluster()
                .admin()
                .deleteTopics(List.of("sub-gone1", "sub-gone2"))
                .all()
                .get();
        recreate("sub-gone2");
        fixture.send("sub-gone2", 0, 6, 1);
        fixture.send("sub-gone3", 0, 7, 1);

        assertThatThrownBy(() -> run(stream(options).selectExpr("value"), "gone"))
                .isInstanceOf(StreamingQueryException.class)
                .hasStackTraceContaining("topic sub-gone2 was deleted and created again since this stream read it");
        String[] tolerant = {"subscribePattern", "sub-gone.", "failOnDataLoss", "false"};
        assertThat(sorted(run(stream(tolerant).selectExpr("value"), "gone").rows()))
                .isEqualTo(sortedValues(6, 2));
        assertThatThrownBy(() -> run(
                        stream("subscribe", "sub-gone2", "startingOffsets", "earliest")
                                .selectExpr("value"),
                        "gone"))
                .hasStackTraceContaining(
                        "records are lost: this stream read topic sub-gone3, which is gone, or not among"
                                + " the topic sub-gone2; set failOnDataLoss=false to go on without it");
        fixture.send("sub-gone2", 0, 8, 1);
        assertThat(run(
                                stream("subscribe", "sub-gone2", "failOnDataLoss", "false")
                                        .selectExpr("value"),
                                "gone")
                        .rows())
                .containsExactly("v8");
        create(1, "sub-others");
        assertThatThrownBy(() -> run(stream("subscribe", "sub-others").selectExpr("value"), "gone"))
                .hasStackTraceContaining(
                        "the checkpoint is of a stream of sub-gone2, and not of the topic sub-others; use a new checkpoint");
    }

    private void recreate(String topic) throws Exception {
        while (true) {
            try {
                create(1, topic);
                return;
            } catch (RuntimeException e) {
                Thread.sleep(50);
            }
        }
    }

    @Test
    void isATableOfTheSessionsCatalog() {
        create(1, "sub-table1", "sub-table2");
        fixture.send("sub-table1", 0, 0, 2);
        fixture.send("sub-table2", 0, 2, 1);
        fixture.sql("CREATE TABLE sub_together USING kaspar OPTIONS (subscribe 'sub-table1,sub-table2',"
                + " `kafka.bootstrap.servers` '" + fixture.cluster().bootstrapServers() + "')");
        try {
            assertThat(fixture.rows("SELECT _topic, count(*) FROM sub_together GROUP BY 1 ORDER BY 1"))
                    .containsExactly("sub-table1|2", "sub-table2|1");
            assertThat(fixture.rows("SELECT value FROM sub_together WITH (partitions = '0') WHERE _topic LIKE '%2'"))
                    .containsExactly("v2");
        } finally {
            fixture.sql("DROP TABLE sub_together");
        }
    }
}
