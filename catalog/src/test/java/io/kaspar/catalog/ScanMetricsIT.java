package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.scan.metric.FallbackMetric;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Spark's metrics say when one task runs several readers. */
@ExtendWith(SqlFixtureExtension.class)
class ScanMetricsIT {
    private static final int PARTITIONS = 40;

    private final SqlFixture fixture;

    ScanMetricsIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void addsUpTheFallbacksOfAllReadersOfATask() throws IOException {
        fixture.cluster().createTopic("relabelled", PARTITIONS);
        fixture.cluster()
                .producer()
                .send(IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> TestProducer.text("relabelled", partition, null, "v"))
                        .toList());
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Path directory = fixture.cluster().partitionDirectory(0, "relabelled", partition);
            Files.writeString(
                    directory.resolve("partition.metadata"), "version: 0\ntopic_id: AAAAAAAAAAAAAAAAAAAABA\n");
        }

        Dataset<Row> rows = fixture.sql("SELECT value FROM kaspar.relabelled").coalesce(1);

        assertThat(rows.collectAsList()).hasSize(PARTITIONS);
        assertThat(metric(rows, FallbackMetric.name(FallbackReason.OTHER_TOPIC)))
                .isEqualTo(PARTITIONS);
        assertThat(metric(rows, "kasparNetworkRecords")).isEqualTo(PARTITIONS);
        assertThat(metric(rows, FallbackMetric.name(FallbackReason.CORRUPT))).isZero();
    }

    private static long metric(Dataset<Row> rows, String name) {
        return rows.queryExecution()
                .executedPlan()
                .collectLeaves()
                .head()
                .metrics()
                .apply(name)
                .value();
    }
}
