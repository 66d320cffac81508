package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestProducer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that are gone when a query asks for them. */
@ExtendWith(SqlFixtureExtension.class)
class FailOnDataLossIT {
    private static final int RECORDS = 100;
    private static final int KEPT_FROM = 60;

    private final SqlFixture fixture;

    FailOnDataLossIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void failsUnlessToldToGoOnAndCountsThemThen() throws Exception {
        fixture.cluster().createTopic("lost", 1);
        fixture.cluster()
                .producer()
                .send(IntStream.range(0, RECORDS)
                        .mapToObj(i -> TestProducer.text("lost", 0, null, "value " + i))
                        .toList());
        fixture.cluster()
                .admin()
                .deleteRecords(Map.of(new TopicPartition("lost", 0), RecordsToDelete.beforeOffset(KEPT_FROM)))
                .all()
                .get();

        assertThat(fixture.rows("SELECT min(_offset) FROM kaspar.lost")).containsExactly("" + KEPT_FROM);
        assertThatThrownBy(() -> query("true").collectAsList())
                .hasMessageContaining("records are lost")
                .hasMessageContaining("now starts at " + KEPT_FROM)
                .hasMessageContaining("failOnDataLoss=false");
        Dataset<Row> rest = query("false");
        List<Row> rows = rest.collectAsList();
        assertThat(rows).hasSize(RECORDS - KEPT_FROM);
        assertThat(rest.queryExecution()
                        .executedPlan()
                        .collectLeaves()
                        .head()
                        .metrics()
                        .apply("kasparLostRetention")
                        .value())
                .isNotZero();
    }

    private Dataset<Row> query(String failOnDataLoss) {
        return fixture.sql(
                "SELECT value FROM kaspar.lost WITH ('startingOffsets' = '{\"lost\":{\"0\":0}}', 'failOnDataLoss' = '"
                        + failOnDataLoss + "')");
    }
}
