package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SampleSessions.class)
class TaskProgressIT {
    @Test
    void sumsWhatTheTasksOfAStatementRead(SampleSession samples) {
        SparkSession spark = samples.spark();
        TaskProgress progress = new TaskProgress("a statement");
        spark.sparkContext().addSparkListener(progress);
        try {
            progress.begin("a statement");
            spark.sparkContext().setJobGroup("a statement", "", true);
            long rows = spark.sql("SELECT order_id FROM kaspar.orders")
                    .collectAsList()
                    .size();
            spark.sparkContext().setJobGroup("another", "", true);
            spark.sql("SELECT order_id FROM kaspar.orders").collectAsList();

            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                TaskProgress.Totals totals = progress.totals();
                assertThat(totals.tasks()).isPositive();
                assertThat(totals.endedTasks()).isEqualTo(totals.tasks());
                assertThat(totals.read().rows()).isEqualTo(rows);
                assertThat(totals.read().localBytes()).isPositive();
                assertThat(totals.read().networkBytes()).isZero();
            });
            progress.begin("a statement");
            assertThat(progress.totals()).isEqualTo(new TaskProgress.Totals(0, 0, ReadSoFar.NOTHING));
        } finally {
            spark.sparkContext().removeSparkListener(progress);
            spark.sparkContext().clearJobGroup();
        }
    }
}
