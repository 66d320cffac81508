package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

        fixture.sql("ALTER TABLE ddl.altered SET TBLPROPERTIES ('retention.ms' = '1000', partitions = 3)");
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
                .hasMessageContaining("register a new version of it");
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
                "CREATE TABLE ddl.refused (id INT) TBLPROPERTIES ('value.format' = 'protobuf')! must be avro or string",
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
