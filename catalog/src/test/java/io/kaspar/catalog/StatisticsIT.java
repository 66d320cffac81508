package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Spark is told about sizes, beside what Parquet's files tell it of the same rows, and what is true. */
@ExtendWith(SqlFixtureExtension.class)
class StatisticsIT {
    private static final List<String> PROJECTIONS = List.of(
            "*",
            "order_id",
            "order_id, price",
            "customer",
            "order_id, customer, quantity",
            "address",
            "address.city",
            "address.zip, quantity",
            "tags",
            "tags, price, customer");

    private final SqlFixture fixture;

    @TempDir
    private Path directory;

    StatisticsIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private static double estimate(Dataset<Row> rows) {
        return rows.queryExecution().optimizedPlan().stats().sizeInBytes().doubleValue();
    }

    private static double size(Dataset<Row> rows) {
        double size = 0;
        for (InternalRow row : rows.queryExecution().executedPlan().executeCollect()) {
            size += ((UnsafeRow) row).getSizeInBytes();
        }
        return size;
    }

    /** As a factor, whichever of the two is larger. */
    private static double error(double estimate, double truth) {
        return Math.abs(Math.log(estimate / truth));
    }

    @Test
    void estimatesNoWorseThanParquetDoes() {
        fixture.cluster().createTopic("sized", SqlFixture.ORDER_PARTITIONS);
        fixture.registry().register("sized-value", SqlFixture.ORDER.toString());
        fixture.sendOrders("sized", 0, 20_000);
        Dataset<Row> topic = fixture.spark().table("kaspar.sized");
        String files = directory.resolve("sized").toString();
        topic.write().parquet(files);
        Dataset<Row> parquet = fixture.spark().read().parquet(files);
        double ours = 0;
        double parquets = 0;

        for (String projection : PROJECTIONS) {
            String[] columns = projection.split(", ", -1);
            double truth = size(topic.selectExpr(columns));
            ours += error(estimate(topic.selectExpr(columns)), truth);
            parquets += error(estimate(parquet.selectExpr(columns)), truth);
            assertThat(estimate(topic.selectExpr(columns))).as(projection).isBetween(truth / 10, truth * 4);
        }

        assertThat(ours).isLessThanOrEqualTo(parquets);
    }
}
