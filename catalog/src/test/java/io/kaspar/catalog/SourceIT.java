package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics without a catalog. */
@ExtendWith(SqlFixtureExtension.class)
class SourceIT {
    private final SqlFixture fixture;

    SourceIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private DataFrameReader reader() {
        return fixture.spark()
                .read()
                .format("kaspar")
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .option("schema.registry.url", fixture.registry().url());
    }

    @Test
    void readsATopicByItsName() {
        Dataset<Row> orders = reader().load("orders");

        assertThat(orders.columns()).contains("order_id", "address");
        assertThat(orders.where("_partition = 1 AND _offset < 5")
                        .select("order_id")
                        .count())
                .isEqualTo(5);
        assertThat(orders.where("_partition = 1")
                        .select("order_id")
                        .queryExecution()
                        .executedPlan()
                        .toString())
                .contains("reads 1 of 3 partitions")
                .doesNotContain("Filter (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"topic", "subscribe", "path"})
    void readsATopicByAnOption(String option) {
        assertThat(reader().option(option, "my.topic").load().count()).isEqualTo(3);
    }

    @Test
    void takesOptionsOfAllKinds() {
        Dataset<Row> plain = reader().option("value.format", "binary")
                .option("isolation", "read_uncommitted")
                .option("startingOffsets", "latest")
                .load("plain");

        assertThat(plain.schema().simpleString()).isEqualTo("struct<value:binary>");
        assertThat(plain.count()).isZero();
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> reader().load()).hasMessageContaining("no topic is named");
        assertThatThrownBy(() -> reader().load("nothing"))
                .hasMessageContaining("there is no topic nothing")
                .message()
                .doesNotContain("did you mean");
        assertThatThrownBy(() -> reader().load("Orders")).hasMessageContaining("did you mean orders?");
        assertThatThrownBy(() -> fixture.spark().read().format("kaspar").load("orders"))
                .hasMessageContaining("kafka.bootstrap.servers");
        assertThatThrownBy(() -> reader().option("isolaton", "x").load("orders"))
                .hasMessageContaining("did you mean isolation?");
    }

    @Test
    void createsATableOfTheSessionsCatalog() {
        fixture.sql("CREATE TABLE session_orders USING kaspar OPTIONS (topic 'orders', `kafka.bootstrap.servers` '"
                + fixture.cluster().bootstrapServers() + "', `schema.registry.url` '"
                + fixture.registry().url() + "')");
        try {
            assertThat(fixture.rows("DESCRIBE session_orders")).contains("order_id|bigint|counts up");
            assertThat(fixture.value("SELECT count(*) FROM session_orders WHERE _partition = 2 AND _offset >= 90"))
                    .isEqualTo(10L);
            assertThat(fixture.sql("SELECT order_id FROM session_orders WHERE _partition = 2")
                            .queryExecution()
                            .executedPlan()
                            .toString())
                    .contains("reads 1 of 3 partitions");
            assertThat(fixture.value("SELECT count(*) FROM session_orders a JOIN session_orders b USING (order_id)"))
                    .isEqualTo(300L);
        } finally {
            fixture.sql("DROP TABLE session_orders");
        }
        assertThat(fixture.value("SELECT count(*) FROM kaspar.orders")).isEqualTo(300L);
    }

    private void createTable(String name, String topic, String more) {
        fixture.sql("CREATE TABLE " + name + " USING kaspar OPTIONS (topic '" + topic + "', `kafka.bootstrap.servers` '"
                + fixture.cluster().bootstrapServers() + "', `schema.registry.url` '"
                + fixture.registry().url() + "')" + more);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "topic 'nosuch', `kafka.bootstrap.servers` '$'! there is no topic nosuch",
                "topic 'orders'! kafka.bootstrap.servers is not set",
                "`kafka.bootstrap.servers` '$'! no topic is named",
                "topic 'orders', oops 'x', `kafka.bootstrap.servers` '$'! there is no option oops",
                "topic 'orders', isolation 'some', `kafka.bootstrap.servers` '$'! isolation",
                "topic 'orders,nosuch', `kafka.bootstrap.servers` '$'! there is no topic nosuch",
                "path 'orders', `kafka.bootstrap.servers` '$'! name the topic with OPTIONS (topic",
                "topic 'orders', `kafka.bootstrap.servers` '127.0.0.1:1', `request-timeout` '1s'! no answer from",
            })
    void refusesToMakeATableThatCannotBeRead(String options, String problem) {
        String given = options.replace("$", fixture.cluster().bootstrapServers());

        assertThatThrownBy(() -> fixture.sql("CREATE TABLE wrong USING kaspar OPTIONS (" + given + ")"))
                .hasMessageContaining(problem);
        assertThat(fixture.spark().catalog().tableExists("wrong")).isFalse();
    }

    @Test
    void refusesColumnsThatTheTopicDoesNotHave() {
        assertThatThrownBy(() -> fixture.sql(
                        "CREATE TABLE wrong (id INT) USING kaspar OPTIONS (topic 'plain', `kafka.bootstrap.servers` '"
                                + fixture.cluster().bootstrapServers() + "')"))
                .hasMessageContaining("id: INT")
                .hasMessageContaining("value: STRING");
        assertThatThrownBy(() -> reader().schema("id INT").load("plain").count())
                .hasMessageContaining("its schema tells that they are struct<value:string>");
        assertThat(reader().schema("value STRING").load("plain").count()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "option.topic! nosuch! there is no topic nosuch",
                "option.oops! x! there is no option oops",
                "option.kafka.bootstrap.servers! 127.0.0.1:1! no answer from",
                "option.kafka.bootstrap.servers! not an address! Invalid url in bootstrap.servers",
            })
    void dropsATableThatCannotBeReadAnyMore(String property, String value, String problem) {
        createTable("doomed", "orders", "");
        fixture.sql("ALTER TABLE doomed SET TBLPROPERTIES ('option.request-timeout' = '1s')");
        fixture.sql("ALTER TABLE doomed SET TBLPROPERTIES ('" + property + "' = '" + value + "')");
        assertThatThrownBy(() -> fixture.sql("SELECT * FROM doomed")).hasMessageContaining(problem);

        fixture.sql("DROP TABLE doomed");

        assertThat(fixture.spark().catalog().tableExists("doomed")).isFalse();
    }

    @Test
    void dropsATableWhoseTopicIsGone() throws Exception {
        fixture.cluster().createTopic("going", 1);
        createTable("gone", "going", "");
        fixture.cluster().admin().deleteTopics(List.of("going")).all().get();

        fixture.sql("DROP TABLE IF EXISTS gone");

        assertThat(fixture.spark().catalog().tableExists("gone")).isFalse();
    }

    @Test
    void takesNoPropertyForAnOption() {
        createTable("owned", "orders", " TBLPROPERTIES ('team' = 'shop', 'topic' = 'nosuch')");
        try {
            fixture.sql("ALTER TABLE owned SET TBLPROPERTIES ('a' = 'b', 'isolation' = 'none')");

            assertThat(fixture.value("SELECT count(*) FROM owned")).isEqualTo(300L);
            assertThat(fixture.rows("SHOW TBLPROPERTIES owned"))
                    .contains("team|shop", "a|b", "option.topic|orders")
                    .noneMatch(row -> row.startsWith("partitions|"));
            assertThat(fixture.rows("DESCRIBE EXTENDED owned")).contains("Type|EXTERNAL|");
            fixture.sql("ALTER TABLE owned UNSET TBLPROPERTIES ('a')");
            assertThat(fixture.rows("SHOW TBLPROPERTIES owned")).doesNotContain("a|b");
        } finally {
            fixture.sql("DROP TABLE owned");
        }
    }

    @Test
    void showsAStatementThatMakesTheSameTable() {
        createTable("original", "orders", " TBLPROPERTIES ('team' = 'shop')");
        String statement = fixture.rows("SHOW CREATE TABLE original").get(0);
        List<String> columns = fixture.rows("DESCRIBE original");
        List<String> properties = fixture.rows("SHOW TBLPROPERTIES original");
        fixture.sql("DROP TABLE original");
        assertThatThrownBy(() -> fixture.sql(statement))
                .hasMessageContaining("the value of the option schema.registry.url was hidden");

        fixture.sql(statement.replace("*********(redacted)", fixture.registry().url()));
        try {
            assertThat(fixture.rows("DESCRIBE original")).isEqualTo(columns);
            assertThat(fixture.rows("SHOW TBLPROPERTIES original")).isEqualTo(properties);
            assertThat(fixture.rows("SHOW CREATE TABLE original")).containsExactly(statement);
            assertThat(fixture.value("SELECT max(order_id) FROM original")).isEqualTo(299L);
        } finally {
            fixture.sql("DROP TABLE original");
        }
    }

    @Test
    void showsNoSecretOfATableOfTheSessionsCatalog() {
        fixture.sql("CREATE TABLE secretive USING kaspar OPTIONS (topic 'plain', `kafka.bootstrap.servers` '"
                + fixture.cluster().bootstrapServers() + "', `kafka.ssl.key.password` 'hush-77')");
        try {
            assertThat(fixture.rows("SHOW TBLPROPERTIES secretive")).noneMatch(row -> row.contains("hush-77"));
            assertThat(fixture.rows("SHOW CREATE TABLE secretive")).noneMatch(row -> row.contains("hush-77"));
            assertThat(fixture.rows("DESCRIBE EXTENDED secretive")).noneMatch(row -> row.contains("hush-77"));
        } finally {
            fixture.sql("DROP TABLE secretive");
        }
    }

    @Test
    void showsTheNewestColumnsOfATableOfTheSessionsCatalog() {
        fixture.cluster().createTopic("evolving", 1);
        createTable("evolved", "evolving", "");
        try {
            assertThat(fixture.rows("DESCRIBE evolved")).containsExactly("value|string|null");
            fixture.registry().register("evolving-value", SqlFixture.ORDER.toString());
            fixture.sql("REFRESH TABLE kaspar.evolving");

            assertThat(fixture.rows("DESCRIBE evolved")).contains("order_id|bigint|counts up");
            assertThat(fixture.rows("SELECT order_id FROM evolved")).isEmpty();
        } finally {
            fixture.sql("DROP TABLE evolved");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "ErrorIfExists! cannot be written in the",
                "Ignore! cannot be written in the",
                "Overwrite! INSERT OVERWRITE of topic plain is refused",
            })
    void writesInTheModeAppendOnly(SaveMode mode, String problem) {
        Dataset<Row> rows = fixture.sql("SELECT 'x' AS value");

        assertThatThrownBy(() -> rows.write()
                        .format("kaspar")
                        .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                        .mode(mode)
                        .save("plain"))
                .hasMessageContaining(problem);
    }

    @Test
    void writesToOneTopicOnly() {
        assertThatThrownBy(() -> fixture.sql("SELECT 'x' AS value")
                        .write()
                        .format("kaspar")
                        .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                        .option("subscribe", "plain,empty")
                        .mode("append")
                        .save())
                .hasMessageContaining("writing to several topics; name one");
    }

    @Test
    void createsATemporaryView() {
        fixture.sql("CREATE TEMPORARY VIEW viewed USING kaspar OPTIONS (path 'plain', `kafka.bootstrap.servers` '"
                + fixture.cluster().bootstrapServers() + "')");

        assertThat(fixture.value("SELECT count(value) FROM viewed")).isEqualTo(2L);
    }
}
