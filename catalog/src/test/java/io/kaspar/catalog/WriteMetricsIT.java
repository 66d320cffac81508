package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.CommandResultExec;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Spark tells of writes: a statement's SQL metrics, and the progress of a stream. */
@ExtendWith(SqlFixtureExtension.class)
class WriteMetricsIT {
    private final SqlFixture fixture;

    @TempDir
    Path folder = Path.of("");

    WriteMetricsIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private static long metric(Dataset<Row> statement, String name) {
        CommandResultExec done = (CommandResultExec) statement.queryExecution().executedPlan();
        return done.commandPhysicalPlan().metrics().apply(name).value();
    }

    private static boolean hasRetried(String topic) throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : beans.queryNames(
                new ObjectName("kafka.producer:type=producer-topic-metrics,topic=" + topic + ",*"), null)) {
            if ((double) beans.getAttribute(name, "record-retry-total") > 0) {
                return true;
            }
        }
        return false;
    }

    /** A topic that wants two replicas, of which one is away until the producer has tried in vain. */
    @Test
    void countsWhatIsSentAgain() throws Exception {
        try (TestCluster cluster =
                TestCluster.start(TestClusterOptions.defaults().withBrokers(2))) {
            cluster.admin()
                    .createTopics(List.of(new NewTopic("sent_again", Map.of(0, List.of(0, 1)))
                            .configs(Map.of("min.insync.replicas", "2"))))
                    .all()
                    .get(1, TimeUnit.MINUTES);
            fixture.catalog("sending_again", Map.of("kafka.bootstrap.servers", cluster.bootstrapServers()));
            fixture.sql("INSERT INTO sending_again.sent_again VALUES ('a')");
            cluster.stopBroker(1);
            Waiting.until(
                    "one replica",
                    () -> cluster.partition("sent_again", 0).isr().size() == 1);

            CompletableFuture<Dataset<Row>> writing = CompletableFuture.supplyAsync(
                    () -> fixture.sql("INSERT INTO sending_again.sent_again VALUES ('b'), ('c')"));
            Waiting.until("a retry", () -> hasRetried("sent_again"));
            cluster.startBroker(1);
            Dataset<Row> done = writing.get(2, TimeUnit.MINUTES);

            assertThat(metric(done, "recordsWritten")).isEqualTo(2);
            assertThat(metric(done, "bytesWritten")).isEqualTo(2);
            assertThat(metric(done, "retries")).isPositive();
            assertThat(metric(done, "latencyMs")).isPositive();
            Dataset<Row> next = fixture.sql("INSERT INTO sending_again.sent_again VALUES ('d')");
            assertThat(metric(next, "retries")).isZero();
            assertThat(fixture.rows("SELECT value FROM sending_again.sent_again ORDER BY value"))
                    .containsExactly("a", "b", "c", "d");
        }
    }

    /** Each micro-batch tells of its own rows, at least once and exactly once. */
    @Test
    void tellsInTheProgressOfAStreamWhatAMicroBatchWrote() throws Exception {
        fixture.cluster().createTopic("progress_source", 1);
        fixture.cluster()
                .producer()
                .send(IntStream.range(0, 5)
                        .mapToObj(number -> TestProducer.text("progress_source", 0, null, "v" + number))
                        .toList());
        for (String delivery : List.of("at-least-once", "exactly-once")) {
            String topic = "progress_" + delivery;
            fixture.cluster().createTopic(topic, 1);
            StreamingQuery query = fixture.spark()
                    .readStream()
                    .option("startingOffsets", "earliest")
                    .option("maxOffsetsPerTrigger", "3")
                    .table("kaspar.progress_source")
                    .writeStream()
                    .option("delivery", delivery)
                    .option(
                            "checkpointLocation",
                            folder.resolve(delivery).toUri().toString())
                    .trigger(Trigger.AvailableNow())
                    .toTable("kaspar.`" + topic + "`");
            query.awaitTermination();

            List<Map<String, String>> sinks = Arrays.stream(query.recentProgress())
                    .map(progress -> progress.sink().metrics())
                    .toList();
            assertThat(sinks).allMatch(sink -> sink.keySet().equals(sinks.get(0).keySet()));
            assertThat(sinks.get(0)).containsKeys("retries", "latencyMs");
            assertThat(sinks.stream()
                            .mapToLong(sink -> Long.parseLong(sink.get("recordsWritten")))
                            .max())
                    .hasValue(3);
            assertThat(sinks.stream()
                            .mapToLong(sink -> Long.parseLong(sink.get("recordsWritten")))
                            .sum())
                    .isEqualTo(5);
            assertThat(sinks.stream()
                            .mapToLong(sink -> Long.parseLong(sink.get("bytesWritten")))
                            .sum())
                    .isEqualTo(10);
        }
    }
}
