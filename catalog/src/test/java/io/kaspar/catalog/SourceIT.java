package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThatThrownBy(() -> reader().load("nothing")).hasMessageContaining("there is no topic nothing");
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

    @Test
    void createsATemporaryView() {
        fixture.sql("CREATE TEMPORARY VIEW viewed USING kaspar OPTIONS (path 'plain', `kafka.bootstrap.servers` '"
                + fixture.cluster().bootstrapServers() + "')");

        assertThat(fixture.value("SELECT count(value) FROM viewed")).isEqualTo(2L);
    }
}
