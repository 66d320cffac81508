package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics that statements make, change and delete. */
@ExtendWith(SqlFixtureExtension.class)
class DdlIT {
    private final SqlFixture fixture;

    DdlIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void makeCatalog() {
        fixture.catalog("ddl", Map.of("ddl.enabled", "true", "drop.enabled", "true"));
        fixture.catalog("defining", Map.of("ddl.enabled", "true"));
    }

    private TopicDescription description(String topic) throws Exception {
        return fixture.cluster()
                .admin()
                .describeTopics(List.of(topic))
                .topicNameValues()
                .values()
                .iterator()
                .next()
                .get();
    }

    private boolean isThere(String topic) throws Exception {
        return fixture.cluster().admin().listTopics().names().get().contains(topic);
    }

    @Test
    void makesATopicWithItsSchemaAndReadsWhatIsWritten() throws Exception {
        fixture.sql(
                "CREATE TABLE ddl.made (id BIGINT NOT NULL COMMENT 'counts up', name STRING, price DECIMAL(10, 2), day DATE,"
                        + " at TIMESTAMP, local TIMESTAMP_NTZ, raw BINARY, ok BOOLEAN, f FLOAT, d DOUBLE, i INT,"
                        + " tags ARRAY<STRING>, sums MAP<STRING, BIGINT>, place STRUCT<city: STRING, inner: STRUCT<zip: INT NOT NULL>>)"
                        + " TBLPROPERTIES (partitions = 3, 'cleanup.policy' = 'compact', 'retention.ms' = '-1')");

        assertThat(description("made").partitions()).hasSize(3);
        assertThat(fixture.rows("SHOW TBLPROPERTIES ddl.made ('cleanup.policy')"))
                .containsExactly("cleanup.policy|compact");
        assertThat(fixture.rows("DESCRIBE ddl.made").get(0)).isEqualTo("id|bigint|counts up");
        fixture.sql(
                "INSERT INTO ddl.made WITH (`key.columns` = 'name') VALUES (1, 'n', 12.34, DATE'2026-01-02',"
                        + " TIMESTAMP'2026-01-02 03:04:05.123456', TIMESTAMP_NTZ'2026-01-02 03:04:05.123456', X'01', true, 1.5F, 2.5D, 3,"
                        + " array('a', NULL), map('k', 5L, 'n', NULL), named_struct('city', 'c', 'inner', named_struct('zip', 7)))");
        assertThat(fixture.rows(
                        "SELECT id, name, price, day, at, local, hex(raw), ok, f, d, i, tags[0], sums['k'], place.inner.zip,"
                                + " _key FROM ddl.made"))
                .containsExactly(
                        "1|n|12.34|2026-01-02|2026-01-02 03:04:05.123456|2026-01-02T03:04:05.123456|01|true|1.5|2.5|3|a|5|7|n");
        assertThatThrownBy(() ->
                        fixture.sql("INSERT INTO ddl.made WITH (`key.columns` = 'name') (id, name) VALUES (NULL, 'n')"))
                .hasStackTraceContaining("the schema has no null");
        assertThatThrownBy(() -> fixture.sql("CREATE TABLE ddl.made (id BIGINT)"))
                .hasMessageContaining("TABLE_OR_VIEW_ALREADY_EXISTS");
        fixture.sql("CREATE TABLE IF NOT EXISTS ddl.made (id BIGINT)");
    }

    /** Each type that the formats know; times are cut nowhere, and nulls stay nulls. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "avro! i! i INT! 3! map('k', 5L, 'n', NULL)! array('a', NULL)",
                "protobuf! i! i INTERVAL DAY TO SECOND! INTERVAL '1 02:03:04.5' DAY TO SECOND! map('k', 5L)! array('a', '')",
                "json! i! i TINYINT, s SMALLINT! CAST(-3 AS TINYINT), CAST(-4 AS SMALLINT)! map('k', 5L, 'n', NULL)! array('a', NULL)",
            })
    void makesATopicOfAFormatAndReadsWhatIsWritten(
            String format, String shown, String more, String values, String sums, String tags) throws Exception {
        String topic = "ddl.made_of_" + format;
        fixture.sql("CREATE TABLE " + topic
                + " (id BIGINT NOT NULL COMMENT 'counts up', name STRING, price DECIMAL(10, 2), day DATE,"
                + " at TIMESTAMP, raw BINARY, ok BOOLEAN, f FLOAT, d DOUBLE, tags ARRAY<STRING>, sums MAP<STRING, BIGINT>,"
                + " place STRUCT<city: STRING, inner: STRUCT<zip: INT NOT NULL>>, prices ARRAY<DECIMAL(38, 10)>, "
                + more
                + ") TBLPROPERTIES (partitions = 3, 'value.format' = '" + format + "')");

        assertThat(fixture.rows("DESCRIBE " + topic))
                .contains(
                        "id|bigint|counts up",
                        "price|decimal(10,2)|null",
                        "day|date|null",
                        "at|timestamp|null",
                        "tags|array<string>|null",
                        "place|struct<city:string,inner:struct<zip:int>>|null",
                        "prices|array<decimal(38,10)>|null");
        fixture.sql("INSERT INTO " + topic + " VALUES (1, 'n', -12.34, DATE'2026-01-02',"
                + " TIMESTAMP'1926-01-02 03:04:05.123456', X'01', true, 1.5F, 2.5D, " + tags + ", " + sums
                + ", named_struct('city', 'c', 'inner', named_struct('zip', 7)), array(0.5), " + values + ")");
        fixture.sql("INSERT INTO " + topic + " (id) VALUES (2)");

        assertThat(fixture.rows(
                        "SELECT id, name, price, day, at, hex(raw), ok, f, d, tags[0], tags[1], sums['k'], size(sums), place.city,"
                                + " place.inner.zip, prices[0] FROM " + topic + " WHERE id = 1"))
                .containsExactly("1|n|-12.34|2026-01-02|1926-01-02 03:04:05.123456|01|true|1.5|2.5|a|"
                        + (format.equals("protobuf") ? "|5|1" : "null|5|2") + "|c|7|0.5000000000");
        assertThat(fixture.rows("SELECT id, name, price, day, at, raw, ok, f, d, place, " + shown + " FROM " + topic
                        + " WHERE id = 2"))
                .containsExactly("2|null|null|null|null|null|null|null|null|null|null");
        assertThat(fixture.rows("SELECT size(tags), size(sums), size(prices) FROM " + topic + " WHERE id = 2"))
                .containsExactly(format.equals("protobuf") ? "0|0|0" : "null|null|null");
        assertThat(fixture.rows("SELECT " + shown + " FROM " + topic + " WHERE id = 1"))
                .isEqualTo(fixture.rows("SELECT " + values.split(",")[0]));
        assertThat(fixture.registry().type("made_of_" + format + "-value")).isEqualTo(format.toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"protobuf", "json"})
    void growsATopicOfAFormat(String format) {
        String topic = "ddl.longer_" + format;
        fixture.sql("CREATE TABLE " + topic + " TBLPROPERTIES ('value.format' = '" + format
                + "') AS SELECT 1L AS id, 'n' AS name");

        fixture.sql("ALTER TABLE " + topic
                + " ADD COLUMNS (at STRUCT<x: DOUBLE> COMMENT 'where', day DATE, tags ARRAY<INT>)");
        fixture.sql(
                "INSERT INTO " + topic + " VALUES (2, 'm', named_struct('x', 1.5D), DATE'2026-01-02', array(1, 2))");

        assertThat(fixture.rows("SELECT id, name, at.x, day FROM " + topic))
                .containsExactlyInAnyOrder("1|n|null|null", "2|m|1.5|2026-01-02");
        assertThat(fixture.rows("DESCRIBE " + topic)).contains("at|struct<x:double>|where");
        assertThat(fixture.rows("SHOW TBLPROPERTIES " + topic + " ('value.schema.version')"))
                .containsExactly("value.schema.version|2");
        fixture.registry()
                .plant(
                        "/compatibility/subjects/longer_" + format + "-value/versions",
                        200,
                        "{\"is_compatible\":false,\"messages\":[\"not so long\"]}");
        assertThatThrownBy(() -> fixture.sql("ALTER TABLE " + topic + " ADD COLUMN more INT"))
                .hasMessageContaining("with these columns: not so long");
        assertThatThrownBy(() -> fixture.sql("ALTER TABLE " + topic + " ADD COLUMN more TIMESTAMP_NTZ"))
                .hasMessageContaining("that would be read as the same");
    }

    @Test
    void makesATopicOfAnotherFormatWithTheColumnsOfATable() {
        fixture.sql("CREATE TABLE ddl.alike_proto LIKE kaspar.orders TBLPROPERTIES ('value.format' = 'Protobuf')");

        assertThat(fixture.rows("DESCRIBE ddl.alike_proto")).isEqualTo(fixture.rows("DESCRIBE kaspar.orders"));
        fixture.sql("INSERT INTO ddl.alike_proto SELECT * FROM kaspar.orders");
        assertThat(fixture.rows("SELECT * FROM ddl.alike_proto"))
                .containsExactlyInAnyOrderElementsOf(fixture.rows("SELECT * FROM kaspar.orders"));
        assertThat(fixture.registry().type("alike_proto-value")).isEqualTo("PROTOBUF");
    }

    @Test
    void makesATopicOfAQuery() throws Exception {
        fixture.sql("CREATE TABLE ddl.copied TBLPROPERTIES (partitions = 2) AS SELECT * FROM kaspar.orders");

        assertThat(fixture.rows("SELECT * FROM ddl.copied"))
                .containsExactlyInAnyOrderElementsOf(fixture.rows("SELECT * FROM kaspar.orders"));
        assertThat(description("copied").partitions()).hasSize(2);
    }

    @Test
    void makesATopicOfTextWithoutASchema() {
        fixture.sql("CREATE TABLE ddl.lines (value STRING)");
        fixture.sql("INSERT INTO ddl.lines VALUES ('one')");

        assertThat(fixture.rows("SELECT * FROM ddl.lines")).containsExactly("one");
        assertThat(fixture.registry().requestCount("/subjects/lines-value/versions"))
                .isZero();
    }

    @Test
    void deletesATopicAndMakesAnotherOfItsName() throws Exception {
        fixture.sql("CREATE TABLE ddl.again (value STRING)");
        String first = description("again").topicId().toString();
        fixture.sql("INSERT INTO ddl.again VALUES ('gone')");

        fixture.sql("DROP TABLE ddl.again");
        assertThat(isThere("again")).isFalse();
        fixture.sql("CREATE TABLE ddl.again (value STRING)");

        assertThat(description("again").topicId().toString()).isNotEqualTo(first);
        assertThat(fixture.rows("SELECT * FROM ddl.again")).isEmpty();
        assertThatThrownBy(() -> fixture.sql("DROP TABLE ddl.nosuch")).hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
        fixture.sql("DROP TABLE IF EXISTS ddl.nosuch");
    }

    @Test
    void changesSettingsAndPartitions() throws Exception {
        fixture.sql("CREATE TABLE ddl.altered (value STRING) TBLPROPERTIES (partitions = 1)");

        try (LogLines log = LogLines.of("io.kaspar.catalog.admin.TopicAdmin")) {
            fixture.sql("ALTER TABLE ddl.altered SET TBLPROPERTIES ('retention.ms' = '1000', partitions = 3)");
            assertThat(log.lines())
                    .contains(
                            "WARN The topic altered gets 3 partitions instead of 1: from now on keys lie in other ones,"
                                    + " and the records of a key in two");
        }
        assertThat(description("altered").partitions()).hasSize(3);
        assertThat(fixture.rows("SHOW TBLPROPERTIES ddl.altered ('retention.ms')"))
                .containsExactly("retention.ms|1000");
        fixture.sql("ALTER TABLE ddl.altered UNSET TBLPROPERTIES ('retention.ms')");

        assertThat(fixture.rows("SHOW TBLPROPERTIES ddl.altered ('retention.ms')"))
                .doesNotContain("retention.ms|1000");
        assertThatThrownBy(() -> fixture.sql("ALTER TABLE ddl.altered SET TBLPROPERTIES (partitions = 2)"))
                .hasMessageContaining("has 3 partitions, and Kafka only adds some");
        assertThatThrownBy(() -> fixture.sql(
                        "ALTER TABLE ddl.altered SET TBLPROPERTIES (partitions = 4, 'retention.seconds' = '2')"))
                .hasMessageContaining("retention.seconds");
        assertThatThrownBy(() -> fixture.sql(
                        "ALTER TABLE ddl.altered SET TBLPROPERTIES (partitions = 4, 'retention.ms' = 'no number')"))
                .hasMessageContaining("retention.ms");
        assertThat(description("altered").partitions()).hasSize(3);
        assertThatThrownBy(() -> fixture.sql("ALTER TABLE ddl.altered ADD COLUMN more INT"))
                .hasMessageContaining("its columns are not those of one schema of a registry");
        assertThatThrownBy(() -> fixture.sql("COMMENT ON TABLE ddl.altered IS 'all'"))
                .hasMessageContaining("a topic has no comment");
    }

    @Test
    void addsColumnsAsANewVersion() {
        fixture.sql("CREATE TABLE ddl.longer (id BIGINT NOT NULL COMMENT 'counts up')");
        fixture.sql("INSERT INTO ddl.longer VALUES (1)");

        fixture.sql("ALTER TABLE ddl.longer ADD COLUMNS (name STRING COMMENT 'of whom', at STRUCT<x: DOUBLE>)");
        fixture.sql("INSERT INTO ddl.longer VALUES (2, 'n', named_struct('x', 1.5D))");

        assertThat(fixture.rows("SELECT * FROM ddl.longer")).containsExactlyInAnyOrder("1|null|null", "2|n|[1.5]");
        assertThat(fixture.rows("DESCRIBE ddl.longer")).contains("id|bigint|counts up", "name|string|of whom");
        assertThat(fixture.rows("SHOW TBLPROPERTIES ddl.longer ('value.schema.version')"))
                .containsExactly("value.schema.version|2");
        assertThatThrownBy(() -> fixture.sql("ALTER TABLE ddl.longer ADD COLUMN first_one INT FIRST"))
                .hasMessageContaining("no FIRST or AFTER");
        assertThatThrownBy(() -> fixture.sql("ALTER TABLE ddl.longer ADD COLUMN at.y INT"))
                .hasMessageContaining("only whole columns are added");
        assertThatThrownBy(() -> fixture.sql("ALTER TABLE ddl.longer DROP COLUMN name"))
                .hasMessageContaining("and columns added; for other");
        assertThatThrownBy(() -> fixture.sql("ALTER TABLE kaspar.longer ADD COLUMN more INT"))
                .hasMessageContaining("ddl.enabled=true");
        fixture.registry()
                .plant(
                        "/compatibility/subjects/longer-value/versions",
                        200,
                        "{\"is_compatible\":false,\"messages\":[\"not so long\"]}");
        assertThatThrownBy(() -> fixture.sql("ALTER TABLE ddl.longer ADD COLUMN more INT NOT NULL"))
                .hasMessageContaining("refuses a new version of subject longer-value with these columns: not so long");
        assertThat(fixture.rows("SHOW TBLPROPERTIES ddl.longer ('value.schema.version')"))
                .containsExactly("value.schema.version|2");
    }

    @Test
    void takesATopicBackWhoseRowsCannotBeWritten() throws Exception {
        assertThatThrownBy(() -> fixture.sql("CREATE TABLE defining.taken_back AS SELECT"
                        + " CAST(raise_error('no such row') AS INT) AS id FROM kaspar.orders"))
                .hasStackTraceContaining("no such row");
        assertThat(isThere("taken_back")).isFalse();
        assertThatThrownBy(() -> fixture.sql("CREATE TABLE defining.taken_back"
                        + " TBLPROPERTIES ('cleanup.policy' = 'compact') AS SELECT 1 AS id"))
                .hasStackTraceContaining("each record needs a key");
        assertThat(isThere("taken_back")).isFalse();

        fixture.sql("CREATE TABLE defining.taken_back AS SELECT 1 AS id");
        assertThat(fixture.rows("SELECT * FROM defining.taken_back")).containsExactly("1");
        assertThatThrownBy(() -> fixture.sql("CREATE TABLE defining.taken_back AS SELECT 2 AS id"))
                .hasMessageContaining("TABLE_OR_VIEW_ALREADY_EXISTS");
        assertThat(fixture.rows("SELECT * FROM defining.taken_back")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE OR REPLACE TABLE ddl.irreplaceable AS SELECT 2 AS id",
                "REPLACE TABLE ddl.irreplaceable AS SELECT 2 AS id",
                "CREATE OR REPLACE TABLE ddl.irreplaceable (id INT)",
                "REPLACE TABLE ddl.irreplaceable (id INT)",
            })
    void replacesNoTopic(String statement) {
        fixture.sql("CREATE TABLE IF NOT EXISTS ddl.irreplaceable AS SELECT 1 AS id");

        assertThatThrownBy(() -> fixture.sql(statement)).hasMessageContaining("DROP TABLE and CREATE TABLE say so");
        assertThat(fixture.rows("SELECT * FROM ddl.irreplaceable")).containsExactly("1");
    }

    @Test
    void makesATopicWithTheColumnsOfAnotherTable() throws Exception {
        fixture.sql("CREATE TABLE ddl.alike LIKE kaspar.orders TBLPROPERTIES (partitions = 2)");

        assertThat(fixture.rows("DESCRIBE ddl.alike")).isEqualTo(fixture.rows("DESCRIBE kaspar.orders"));
        assertThat(description("alike").partitions()).hasSize(2);
        fixture.sql("INSERT INTO ddl.alike SELECT * FROM kaspar.orders");
        assertThat(fixture.rows("SELECT count(*) FROM ddl.alike"))
                .isEqualTo(fixture.rows("SELECT count(*) FROM kaspar.orders"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "CREATE TABLE dry.dry_made (id INT) TBLPROPERTIES (partitions = 3)! the topic dry_made with 3 partitions",
                "CREATE TABLE dry.dry_made (id INT)! this schema registered for subject dry_made-value: {",
                "CREATE TABLE dry.dry_made AS SELECT 1 AS id! would be created",
                "CREATE TABLE dry.dry_made (value STRING)! would be created, with text as its values",
                "CREATE TABLE dry.dry_made (id INT) TBLPROPERTIES ('retention.seconds' = '2')! retention.seconds",
                "INSERT INTO dry_growing.dry_kept VALUES (5)! rows would be written to topic dry_kept",
                "INSERT INTO dry_growing.dry_kept SELECT 'x' AS id! CAST changes the type",
                "INSERT INTO dry_growing.dry_kept SELECT 5 AS id, 6 AS more! and this schema registered for subject dry_kept-value: {",
                "DROP TABLE dry.dry_kept! would be deleted, with all records of its 2 partitions",
                "TRUNCATE TABLE dry.dry_kept! before these offsets would be deleted, by partition: {",
                "DELETE FROM dry.dry_kept WHERE _partition = 1 AND _offset < 1! would be deleted, by partition: {",
                "DELETE FROM dry.dry_kept WHERE _key = 'k'! tombstones would be written to topic dry_kept",
                "ALTER TABLE dry.dry_kept ADD COLUMN more INT! this schema would be registered for subject dry_kept-value",
                "ALTER TABLE dry.dry_kept SET TBLPROPERTIES (partitions = 5)! would get 5 partitions instead of 2, so that keys",
                "ALTER TABLE dry.dry_kept SET TBLPROPERTIES ('retention.ms' = '5')! would get the settings {retention.ms=",
            })
    void saysWhatWouldHappenAndChangesNothing(String statement, String what) throws Exception {
        fixture.catalog(
                "dry",
                Map.of("ddl.enabled", "true", "drop.enabled", "true", "truncate.enabled", "true", "dry-run", "true"));
        fixture.catalog(
                "dry_growing",
                Map.of(
                        "dry-run",
                        "true",
                        "auto.register.schemas",
                        "true",
                        "topic.dry_kept.key.columns",
                        "id",
                        "topic.dry_kept.key.format",
                        "int"));
        fixture.sql("CREATE TABLE IF NOT EXISTS ddl.dry_kept (id INT) TBLPROPERTIES (partitions = 2,"
                + " 'cleanup.policy' = 'compact,delete')");
        if (fixture.rows("SELECT * FROM ddl.dry_kept").isEmpty()) {
            fixture.sql(
                    "INSERT INTO ddl.`dry_kept$raw` (key, value, partition) SELECT X'6b', value, 1 FROM kaspar.`orders$raw` LIMIT 2");
        }
        int posts = registered();

        assertThatThrownBy(() -> fixture.sql(statement)).hasMessageContaining(what);

        assertThat(isThere("dry_made")).isFalse();
        assertThat(description("dry_kept").partitions()).hasSize(2);
        assertThat(fixture.rows("SELECT count(*) FROM ddl.`dry_kept$raw`")).containsExactly("2");
        assertThat(registered()).isEqualTo(posts);
    }

    private int registered() {
        return Math.toIntExact(fixture.registry().requests().stream()
                .filter(request -> request.method().equals("POST")
                        && request.path().startsWith("/subjects/dry_")
                        && request.path().endsWith("/versions"))
                .count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "CREATE TABLE ddl.refused (`a-b` INT)! a-b",
                "CREATE TABLE ddl.refused (v INTERVAL DAY)! Avro has no type for",
                "CREATE TABLE ddl.refused (id INT) TBLPROPERTIES ('retention.seconds' = '2')! retention.seconds",
                "CREATE TABLE ddl.refused (id INT) TBLPROPERTIES (partitions = 'many')! must be a number from 1",
                "CREATE TABLE ddl.refused (id INT) TBLPROPERTIES ('replication-factor' = 5)! replication factor",
                "CREATE TABLE ddl.refused (id INT) TBLPROPERTIES ('value.format' = 'csv')! must be avro, protobuf, json (JSON Schema) or string",
                "CREATE TABLE ddl.refused (t TINYINT) TBLPROPERTIES ('value.format' = 'protobuf')! Protobuf has no type for TINYINT",
                "CREATE TABLE ddl.refused (t TIMESTAMP_NTZ) TBLPROPERTIES ('value.format' = 'json')! JSON Schema has no type for",
                "CREATE TABLE ddl.refused (v VARIANT) TBLPROPERTIES ('value.format' = 'json')! JSON Schema has no type for",
                "CREATE TABLE ddl.refused (id INT) TBLPROPERTIES ('value.format' = 'string')! its only column is value STRING",
                "CREATE TABLE ddl.refused (id INT) COMMENT 'all'! a topic has no comment",
                "CREATE TABLE ddl.refused (id INT) USING parquet! a topic is no table USING parquet",
                "CREATE TABLE ddl.refused (id INT) PARTITIONED BY (id)! the key says the partition",
                "CREATE TABLE ddl.`refused\\$topic` (id INT)! refused",
            })
    void leavesNothingBehindOfWhatIsRefused(String statement, String problem) throws Exception {
        assertThatThrownBy(() -> fixture.sql(statement.replace("\\", ""))).hasStackTraceContaining(problem);

        assertThat(isThere("refused")).isFalse();
        assertThat(fixture.registry().requestCount("/subjects/refused-value/versions"))
                .isZero();
    }

    @Test
    void takesTheTopicBackWhoseSchemaTheRegistryRefuses() throws Exception {
        fixture.registry()
                .plant("/subjects/unregistered-value/versions", 409, "{\"error_code\":409,\"message\":\"too early\"}");

        assertThatThrownBy(() -> fixture.sql("CREATE TABLE ddl.unregistered (id INT)"))
                .hasMessageContaining("too early");
        assertThat(isThere("unregistered")).isFalse();
    }

    @Test
    void showsTheVerdictOnColumnsThatDoNotFitTheSubject() throws Exception {
        fixture.registry()
                .plant(
                        "/compatibility/subjects/unfit-value/versions",
                        200,
                        "{\"is_compatible\":false,\"messages\":[\"field id was a string\"]}");

        assertThatThrownBy(() -> fixture.sql("CREATE TABLE ddl.unfit (id INT)"))
                .hasMessageContaining("field id was a string");
        assertThat(isThere("unfit")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE kaspar.off (value STRING)",
                "CREATE TABLE kaspar.off AS SELECT 1 AS id",
                "ALTER TABLE kaspar.orders SET TBLPROPERTIES ('retention.ms' = '1')"
            })
    void namesTheSwitchOfWhatIsOff(String statement) throws Exception {
        assertThatThrownBy(() -> fixture.sql(statement)).hasMessageContaining("ddl.enabled=true");
        assertThatThrownBy(() -> fixture.sql("DROP TABLE defining.orders")).hasMessageContaining("drop.enabled=true");
        assertThat(isThere("off")).isFalse();
        assertThat(isThere("orders")).isTrue();
    }
}
