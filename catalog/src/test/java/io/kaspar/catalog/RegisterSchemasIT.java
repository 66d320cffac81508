package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that register what their columns need. */
@ExtendWith(SqlFixtureExtension.class)
class RegisterSchemasIT {
    private static final String VISIT = """
            {"type":"record","name":"Visit","namespace":"shop","doc":"of a page","owner":"web","fields":[
              {"name":"id","type":"long","doc":"counts up"},
              {"name":"page","type":"string","default":"/"}]}""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqlFixture fixture;

    @TempDir
    Path folder = Path.of("");

    RegisterSchemasIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void makeCatalog() {
        fixture.catalog("growing", Map.of("auto.register.schemas", "true"));
    }

    private void visits(String topic) {
        fixture.cluster().createTopic(topic, 2);
        fixture.registry().register(topic + "-value", VISIT);
    }

    private long posts(String path) {
        return fixture.registry().requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().equals(path))
                .count();
    }

    private long registered(String subject) {
        return posts("/subjects/" + subject + "/versions");
    }

    private Schema newest(String subject) throws IOException, InterruptedException {
        return new Schema.Parser().parse(text(subject));
    }

    private String text(String subject) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(fixture.registry().url() + "/subjects/" + subject + "/versions/latest"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("schema").asText();
    }

    @Test
    void registersTheFirstSchemaOnceForAllTasks() throws Exception {
        fixture.cluster().createTopic("first_schema", 2);

        fixture.sql("INSERT INTO growing.first_schema SELECT id, concat('n', id) AS name, array(id) AS ids,"
                + " named_struct('x', 1.5D) AS at FROM range(0, 40, 1, 4)");

        assertThat(fixture.rows("SELECT count(*), sum(id), max(name), max(at.x) FROM growing.first_schema"))
                .containsExactly("40|780|n9|1.5");
        assertThat(registered("first_schema-value")).isOne();
        Schema schema = newest("first_schema-value");
        assertThat(schema.getFullName()).isEqualTo("first_schema");
        assertThat(schema.getFields()).allMatch(field -> field.schema().isNullable() && field.hasDefaultValue());

        fixture.sql("INSERT INTO growing.first_schema SELECT 40L AS id, CAST(NULL AS STRING) AS name,"
                + " CAST(NULL AS ARRAY<BIGINT>) AS ids, CAST(NULL AS STRUCT<x: DOUBLE>) AS at");
        assertThat(registered("first_schema-value")).isOne();
        assertThat(fixture.rows("SELECT * FROM kaspar.first_schema WHERE id = 40"))
                .containsExactly("40|null|null|null");
    }

    @Test
    void addsColumnsAsANewVersionThatKeepsWhatWasWritten() throws Exception {
        visits("grown_visits");
        fixture.sql("INSERT INTO growing.grown_visits VALUES (1, '/a')");

        fixture.sql(
                "INSERT INTO growing.grown_visits SELECT 2L AS id, '/b' AS page, 7 AS seconds, named_struct('os', 'x') AS agent");

        assertThat(fixture.rows("SELECT * FROM growing.grown_visits"))
                .containsExactlyInAnyOrder("1|/a|null|null", "2|/b|7|[x]");
        Schema schema = newest("grown_visits-value");
        assertThat(schema.getFields().stream().map(Schema.Field::name))
                .containsExactly("id", "page", "seconds", "agent");
        assertThat(schema.getDoc()).isEqualTo("of a page");
        assertThat(schema.getProp("owner")).isEqualTo("web");
        assertThat(schema.getField("id").doc()).isEqualTo("counts up");
        assertThat(registered("grown_visits-value")).isOne();
    }

    @Test
    void asksAnewBeforeItAddsToWhatItRemembers() throws Exception {
        visits("outdated");
        assertThat(fixture.rows("SELECT * FROM growing.outdated")).isEmpty();
        fixture.registry()
                .register(
                        "outdated-value",
                        VISIT.replace("]}", ",{\"name\":\"by_others\",\"type\":\"int\",\"default\":3}]}"));

        fixture.sql("INSERT INTO growing.outdated SELECT 2L AS id, '/b' AS page, 7 AS seconds");

        assertThat(newest("outdated-value").getFields().stream().map(Schema.Field::name))
                .containsExactly("id", "page", "by_others", "seconds");
        assertThat(fixture.rows("SELECT * FROM growing.outdated")).containsExactly("2|/b|3|7");
    }

    @Test
    void showsTheVerdictAndSendsNothing() {
        visits("incompatible");
        fixture.registry()
                .plant(
                        "/compatibility/subjects/incompatible-value/versions",
                        200,
                        "{\"is_compatible\":false,\"messages\":[\"the rules say no\"]}");

        assertThatThrownBy(
                        () -> fixture.sql("INSERT INTO growing.incompatible SELECT 1L AS id, '/' AS page, 2 AS more"))
                .hasMessageContaining(
                        "refuses a new version of subject incompatible-value with these columns: the rules say no");

        assertThat(registered("incompatible-value")).isZero();
        assertThat(fixture.rows("SELECT * FROM growing.incompatible")).isEmpty();
    }

    @Test
    void registersNothingToExplainAStatement() {
        visits("explained");

        fixture.rows("EXPLAIN INSERT INTO growing.explained SELECT 1L AS id, '/' AS page, 2 AS more");

        assertThat(registered("explained-value")).isZero();
        assertThat(posts("/compatibility/subjects/explained-value/versions")).isPositive();
    }

    @Test
    void takesLessThanTheTopicHas() throws Exception {
        visits("less");

        fixture.sql("INSERT INTO growing.less (id) VALUES (1)");
        fixture.sql("SELECT '/b' AS page, 2L AS id")
                .select("id")
                .writeTo("growing.less")
                .append();

        assertThat(fixture.rows("SELECT * FROM growing.less")).containsExactlyInAnyOrder("1|/", "2|/");
        assertThat(registered("less-value")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "INSERT INTO growing.unclear SELECT '/' AS page, 1L AS id! begin with those of the topic, in their order (id, page)",
                "INSERT INTO growing.unclear SELECT 1L AS id, '/' AS other! begin with those of the topic, in their order (id, page)",
                "INSERT INTO growing.unclear SELECT 1L AS id, '/' AS page, 2 AS Page! names differ in case only",
                "INSERT INTO growing.unclear SELECT 1L AS id, '/' AS page, INTERVAL '1' DAY AS d! Avro has no type for",
                "INSERT INTO growing.unclear SELECT '1' AS id, '/' AS page! CAST changes the type",
                "INSERT INTO growing.unnamed VALUES (1, 'a')! name them, as SELECT … AS name does",
                "INSERT INTO growing.unnamed SELECT 1 AS id! begin with those of the topic, in their order (value)",
            })
    void refusesWhatCanBeMeantInTwoWays(String statement, String problem) {
        if (fixture.rows("SHOW TABLES IN kaspar LIKE 'unclear'").isEmpty()) {
            visits("unclear");
            fixture.cluster().createTopic("unnamed", 1);
        }

        assertThatThrownBy(() -> fixture.sql(statement)).hasStackTraceContaining(problem);
        assertThat(registered("unclear-value") + registered("unnamed-value")).isZero();
        assertThat(fixture.rows("SELECT * FROM kaspar.unclear")).isEmpty();
    }

    @Test
    void widensWhatSparkWouldWidenWhereItMatchesTheColumns() throws Exception {
        fixture.cluster().createTopic("widened", 1);
        fixture.registry().register("widened-value", """
                        {"type":"record","name":"W","fields":[{"name":"l","type":"long"},{"name":"i","type":"int"},{"name":"d","type":"double"},
                        {"name":"e","type":"double"},{"name":"n","type":["null","string"]}]}""");

        fixture.sql(
                "INSERT INTO growing.widened VALUES (-1, CAST(-2 AS TINYINT), CAST(-3 AS SMALLINT), CAST(1.5 AS FLOAT), NULL)");
        fixture.sql("INSERT INTO growing.widened SELECT CAST(-4 AS SMALLINT) AS l, CAST(-5 AS SMALLINT) AS i, -6 AS d,"
                + " 2.5D AS e, 'n' AS n");

        assertThat(fixture.rows("SELECT * FROM growing.widened"))
                .containsExactlyInAnyOrder("-1|-2|-3.0|1.5|null", "-4|-5|-6.0|2.5|n");
        assertThatThrownBy(() -> fixture.sql("INSERT INTO growing.widened VALUES (1, 2L, 3, 4, 'n')"))
                .hasStackTraceContaining("CAST changes the type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "JSON! {\"type\":\"object\",\"owner\":\"web\",\"properties\":{\"id\":{\"type\":\"integer\"}},\"x\":1.50}! \"owner\":\"web\"",
                "PROTOBUF! syntax = \"proto3\"; message M { optional int64 id = 4; } // by web! // by web",
            })
    void addsColumnsToSchemasOfOtherKinds(String kind, String schema, String kept) throws Exception {
        String topic = "grown_" + kind;
        fixture.cluster().createTopic(topic, 1);
        fixture.registry().register(topic + "-value", kind, schema, List.of());
        fixture.sql("INSERT INTO growing." + topic + " VALUES (1)");

        fixture.sql("INSERT INTO growing." + topic
                + " SELECT 2L AS id, 'm' AS more, named_struct('x', DATE'2026-01-02') AS at");

        assertThat(fixture.rows("SELECT id, more, at.x FROM growing." + topic))
                .containsExactlyInAnyOrder("1|null|null", "2|m|2026-01-02");
        assertThat(registered(topic + "-value")).isOne();
        assertThat(text(topic + "-value")).contains(kept).contains("more");
    }

    /** An older version had a number that the newest one has not: bytes of it may still be in the topic. */
    @Test
    void neverUsesANumberOfAnOlderVersionAgain() throws Exception {
        fixture.cluster().createTopic("numbered", 1);
        fixture.registry()
                .register(
                        "numbered-value",
                        "PROTOBUF",
                        "message M { optional int64 id = 1; optional string gone = 9; }",
                        List.of());
        fixture.registry().register("numbered-value", "PROTOBUF", "message M { optional int64 id = 1; }", List.of());

        fixture.sql("INSERT INTO growing.numbered SELECT 1L AS id, 'm' AS more");

        assertThat(text("numbered-value")).contains("optional string more = 10;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void registersTheFirstSchemaInAFormat(String format) throws Exception {
        String topic = "first_" + format;
        fixture.cluster().createTopic(topic, 1);
        fixture.catalog("growing_" + format, Map.of("auto.register.schemas", "true", "auto.register.format", format));

        fixture.sql("INSERT INTO growing_" + format + "." + topic
                + " SELECT 1L AS id, 'n' AS name, array(1.5BD) AS prices");

        assertThat(fixture.rows("SELECT id, name, prices[0] FROM kaspar." + topic))
                .containsExactly("1|n|1.5");
        assertThat(fixture.registry().type(topic + "-value")).isEqualTo(format.toUpperCase(Locale.ROOT));
    }

    @Test
    void leavesTextToTopicsOfText() {
        fixture.cluster().createTopic("still_text", 1);

        fixture.sql("INSERT INTO growing.still_text SELECT 'a' AS value");

        assertThat(fixture.rows("SELECT * FROM growing.still_text")).containsExactly("a");
        assertThat(registered("still_text-value")).isZero();
    }

    @Test
    void growsWithAStreamOncePerStatement() throws Exception {
        visits("stream_grown");
        fixture.cluster().createTopic("stream_source", 1);
        for (int run = 0; run < 3; run++) {
            fixture.cluster()
                    .producer()
                    .send(List.of(TestProducer.text("stream_source", 0, null, Integer.toString(run))));
            fixture.spark()
                    .readStream()
                    .option("startingOffsets", "earliest")
                    .option("maxOffsetsPerTrigger", "1")
                    .table("kaspar.stream_source")
                    .selectExpr("CAST(value AS BIGINT) AS id", "'x' AS more")
                    .writeStream()
                    .option("auto.register.schemas", "true")
                    .option(
                            "checkpointLocation",
                            folder.resolve("grown").toUri().toString())
                    .trigger(Trigger.AvailableNow())
                    .toTable("kaspar.stream_grown")
                    .awaitTermination();
        }

        assertThat(registered("stream_grown-value")).isOne();
        fixture.sql("REFRESH TABLE kaspar.stream_grown");
        assertThat(fixture.rows("SELECT id, page, more FROM kaspar.stream_grown ORDER BY id"))
                .containsExactly("0|/|x", "1|/|x", "2|/|x");
    }

    @Test
    void registersWithoutACatalogByNames() throws Exception {
        visits("source_grown");

        fixture.sql("SELECT 'm' AS more, '/p' AS page, 3L AS id, 'k' AS _key")
                .write()
                .format("kaspar")
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .option("schema.registry.url", fixture.registry().url())
                .option("auto.register.schemas", "true")
                .mode("append")
                .save("source_grown");

        fixture.sql("REFRESH TABLE kaspar.source_grown");
        assertThat(fixture.rows("SELECT *, _key FROM kaspar.source_grown")).containsExactly("3|/p|m|k");
    }

    @Test
    void registersInTheContextOfTheSubjectInTheRegistrysForm() throws Exception {
        fixture.cluster().createTopic("in_context", 1);
        fixture.catalog(
                "contextual",
                Map.of(
                        "auto.register.schemas",
                        "true",
                        "normalize.schemas",
                        "true",
                        "topic.in_context.value.subject",
                        ":.grown:in_context-value",
                        "topic.in_context.value.record.name",
                        "shop.InContext"));

        fixture.sql("INSERT INTO contextual.in_context SELECT 1 AS id, 'x' AS name");

        assertThat(fixture.rows("SELECT * FROM contextual.in_context")).containsExactly("1|x");
        Schema schema = newest("%3A.grown%3Ain_context-value");
        assertThat(schema.getFullName()).isEqualTo("shop.InContext");
        assertThat(fixture.registry().requests().stream()
                        .filter(request -> request.method().equals("POST")
                                && request.path().contains("in_context-value"))
                        .map(request -> request.query()))
                .allMatch(query -> query.contains("normalize=true"))
                .hasSize(2);
    }

    @Test
    void registersNothingWhereRowsAreWrittenByAnOlderVersion() {
        visits("pinned_visits");
        fixture.catalog(
                "pinning", Map.of("auto.register.schemas", "true", "topic.pinned_visits.value.schema.version", "1"));

        fixture.sql("INSERT INTO pinning.pinned_visits VALUES (1, '/a')");
        assertThatThrownBy(
                        () -> fixture.sql("INSERT INTO pinning.pinned_visits SELECT 2L AS id, '/b' AS page, 3 AS more"))
                .hasMessageContaining("INSERT_COLUMN_ARITY_MISMATCH");

        assertThat(fixture.rows("SELECT * FROM pinning.pinned_visits")).containsExactly("1|/a");
        assertThat(registered("pinned_visits-value")).isZero();
    }

    @Test
    void refusesToWriteByASchemaOfTheRowsOwn() {
        String catalog = fixture.catalog("not_latest", Map.of("use.latest.version", "false"));

        assertThatThrownBy(() -> fixture.sql("INSERT INTO " + catalog + ".orders SELECT * FROM kaspar.orders"))
                .hasStackTraceContaining("rows have no schema of their own");
    }
}
