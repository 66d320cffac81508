package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code CALL kaspar.system.create_views(…)}, in a session catalog in memory. */
@ExtendWith(SqlFixtureExtension.class)
class CreateViewsIT {
    private final SqlFixture fixture;

    CreateViewsIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void makeDatabase() {
        fixture.sql("CREATE DATABASE views");
    }

    @AfterEach
    void dropDatabase() {
        fixture.sql("DROP DATABASE views CASCADE");
    }

    private List<String> call(String arguments) {
        return fixture.rows("CALL kaspar.system.create_views(" + arguments + ")");
    }

    @Test
    void makesAViewOfEachTopicWithItsColumns() throws Exception {
        assertThat(call("'views'"))
                .contains(
                        "orders|orders|CREATED|null",
                        "my_topic|my.topic|CREATED|null",
                        "odd_name|odd-name|CREATED|null")
                .noneMatch(row -> row.contains("__consumer_offsets"));

        assertThat(fixture.spark().catalog().listTables("views").collectAsList())
                .filteredOn(table -> table.name().equals("orders"))
                .singleElement()
                .satisfies(table -> assertThat(table.tableType()).isEqualTo("VIEW"))
                .satisfies(table -> assertThat(table.description()).isEqualTo("the Kafka topic orders"));
        assertThat(fixture.rows("DESCRIBE views.orders"))
                .startsWith("order_id|bigint|counts up", "customer|string|null")
                .endsWith(
                        "tags|array<string>|null",
                        "_partition|int|the partition of the topic",
                        "_offset|bigint|the record's place in its partition",
                        "_timestamp|timestamp|the record's time",
                        "_key|string|the key, decoded when its schema is known");
        assertThat(fixture.sql("SELECT * FROM views.orders").columns()).hasSize(10);
        assertThat(fixture.rows("SELECT order_id, address.city, _offset, _key FROM views.orders WHERE order_id = 7"))
                .isEqualTo(fixture.rows(
                        "SELECT order_id, address.city, _offset, _key FROM kaspar.orders WHERE order_id = 7"))
                .hasSize(1);
    }

    @Test
    void pushesConditionsThroughAView() {
        call("'views', 'orders'");

        assertThat(fixture.plan("SELECT order_id FROM views.orders WHERE _partition = 1 AND _offset < 10"))
                .contains("reads 1 of 3 partitions [1:[0, 10)]", "pushed [_partition = 1, _offset < 10]")
                .containsPattern("BatchScan kaspar[.]orders\\[order_id#[0-9]+L\\] ");
        assertThat(fixture.value("SELECT count(*) FROM views.orders WHERE _partition = 1 AND _offset < 10"))
                .isEqualTo(10L);
    }

    @Test
    void followsTopicsThatComeChangeAndGo() throws Exception {
        fixture.cluster().createTopic("viewed.a", 1);
        fixture.cluster().createTopic("viewed.b", 1);
        assertThat(call("'views', 'viewed*'"))
                .containsExactly("viewed_a|viewed.a|CREATED|null", "viewed_b|viewed.b|CREATED|null");
        assertThat(call("'views', 'viewed*'")).allMatch(row -> row.endsWith("|UNCHANGED|null"));

        fixture.registry().register("viewed.a-value", SqlFixture.ORDER.toString());
        fixture.cluster().createTopic("viewed.c", 1);
        fixture.cluster().admin().deleteTopics(List.of("viewed.b")).all().get();
        Waiting.until(
                "the topic to be gone",
                () -> fixture.rows("SHOW TABLES IN kaspar LIKE 'viewed.b'").isEmpty());
        Waiting.until(
                "the topic to be there",
                () -> !fixture.rows("SHOW TABLES IN kaspar LIKE 'viewed.c'").isEmpty());

        assertThat(call("'views', 'viewed*'"))
                .containsExactly(
                        "viewed_a|viewed.a|REPLACED|null",
                        "viewed_b|viewed.b|DROPPED|null",
                        "viewed_c|viewed.c|CREATED|null");
        assertThat(fixture.rows("DESCRIBE views.viewed_a")).contains("order_id|bigint|counts up");
        assertThat(fixture.rows("SHOW VIEWS IN views"))
                .contains("views|viewed_a|false", "views|viewed_c|false")
                .noneMatch(row -> row.contains("viewed_b"));
        fixture.cluster()
                .admin()
                .deleteTopics(List.of("viewed.a", "viewed.c"))
                .all()
                .get();
    }

    @Test
    void leavesForeignViewsAndTablesAlone() {
        fixture.sql("CREATE VIEW views.orders AS SELECT 'mine' AS a");
        fixture.sql("CREATE TABLE views.plain (a INT) USING parquet");

        assertThat(call("'views', 'orders|plain'"))
                .containsExactly(
                        "orders|orders|SKIPPED|there is a table or view orders that create_views did not make; choose a prefix",
                        "plain|plain|SKIPPED|there is a table or view plain that create_views did not make; choose a prefix");
        assertThat(call("'views', 'orders|plain', prefix => 'k_'"))
                .containsExactly("k_orders|orders|CREATED|null", "k_plain|plain|CREATED|null");
        assertThat(fixture.rows("SELECT a FROM views.orders")).containsExactly("mine");
    }

    @Test
    void tellsNamesThatClash() {
        fixture.cluster().createTopic("clash-a", 1);
        fixture.cluster().createTopic("Clash-a", 1);

        assertThat(call("'views', 'clash-a'"))
                .hasSize(2)
                .allMatch(row -> row.contains("|SKIPPED|views of the topics ") && row.contains("be called clash_a"));
    }

    @Test
    void tellsTopicsThatCannotBeRead() {
        fixture.cluster().createTopic("viewless", 1);
        fixture.catalog("viewless_catalog", Map.of("topic.viewless.value.subject", "gone"));

        assertThat(fixture.rows("CALL viewless_catalog.system.create_views('views', 'viewless|plain')"))
                .contains("plain|plain|CREATED|null")
                .anyMatch(row -> row.startsWith("viewless|viewless|SKIPPED|") && row.contains("no subject gone"));
        assertThat(fixture.rows("SELECT count(*) FROM views.plain")).containsExactly("3");
        assertThat(call("'views', 'plain'"))
                .containsExactly(
                        "plain|plain|SKIPPED|the view plain was made for the catalog viewless_catalog; choose a prefix");
    }

    /** A view that names such a column could not be read at all. */
    @Test
    void leavesOutAKeyThatCannotBeRead() {
        fixture.catalog("keyless", Map.of("topic.plain.key.subject", "gone"));

        assertThat(fixture.rows("CALL keyless.system.create_views('views', 'plain')"))
                .containsExactly("plain|plain|CREATED|null");
        assertThat(fixture.rows("SELECT * FROM views.plain WHERE _partition = 0"))
                .singleElement()
                .asString()
                .startsWith("plain 0|0|0|");
    }

    @Test
    void takesOtherHiddenColumns() {
        call("'views', 'plain', hidden => '_offset, _headers'");
        assertThat(fixture.sql("SELECT * FROM views.plain").columns()).containsExactly("value", "_offset", "_headers");
        call("'views', 'plain', hidden => ''");
        assertThat(fixture.sql("SELECT * FROM views.plain").columns()).containsExactly("value");
        assertThat(call("'views', 'plain', hidden => '*'")).containsExactly("plain|plain|REPLACED|null");
        assertThat(fixture.sql("SELECT * FROM views.plain").columns()).hasSize(14);
        assertThatThrownBy(() -> call("'views', hidden => '_ofset'"))
                .hasStackTraceContaining("there is no hidden column _ofset; there are _topic, _partition");
    }

    @Test
    void makesNoDatabase() {
        assertThatThrownBy(() -> call("'veiws'"))
                .hasStackTraceContaining("there is no database veiws in the session's catalog")
                .hasStackTraceContaining("CREATE DATABASE spark_catalog.`veiws` makes it");
        assertThatThrownBy(() -> call("NULL")).hasStackTraceContaining("may be NULL");
    }

    @Test
    void keepsSettingsOfCatalogsOutOfViews() {
        fixture.catalog("secretive", Map.of("kafka.ssl.key.password", "hidden-in-no-view"));
        fixture.rows("CALL secretive.system.create_views('views', 'plain')");

        assertThat(((SparkSession) fixture.spark())
                        .sessionState()
                        .catalog()
                        .getTempViewOrPermanentTableMetadata(new TableIdentifier("plain", scala.Option.apply("views")))
                        .properties()
                        .mkString("\n"))
                .contains("kaspar.view.topic -> plain")
                .doesNotContain("hidden-in-no-view", "spark.sql.catalog");
    }

    @Test
    void takesCommentsAsTheyAre() {
        String comment = "it's ${env:HOME} \\\\ and " + "x".repeat(300);
        fixture.cluster().createTopic("told", 1);
        fixture.registry().register("told-value", SqlFixture.ORDER.toString().replace("counts up", comment));

        assertThat(call("'views', 'told'")).containsExactly("told|told|CREATED|null");
        assertThat(fixture.rows("DESCRIBE views.told").get(0))
                .startsWith("order_id|bigint|it's ${env:HOME} \\ and xxx")
                .endsWith("xxx…");
    }

    @Test
    void isDescribed() {
        assertThat(String.join("\n", fixture.rows("DESCRIBE PROCEDURE kaspar.system.create_views")))
                .contains("create_views", "database", "pattern", "prefix", "hidden", "Makes a view for each topic");
    }

    @Test
    void showsNewRecords() {
        fixture.cluster().createTopic("grown", 1);
        call("'views', 'grown'");
        assertThat(fixture.value("SELECT count(*) FROM views.grown")).isEqualTo(0L);

        fixture.cluster().producer().send(List.of(TestProducer.text("grown", 0, "k", "v")));

        assertThat(fixture.value("SELECT count(*) FROM views.grown")).isEqualTo(1L);
        // a session without the catalog
        assertThatThrownBy(() -> fixture.spark().newSession().sql("SELECT value FROM views.grown"))
                .hasMessageContaining("`kaspar`.`all_topics`.`grown`");
    }
}
