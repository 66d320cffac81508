package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.client.broker.BrokerClient;
import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tasks that are cancelled as Spark does it by default, without an interrupt of their thread, while their broker does not answer.
 * A wait that does not end lasts ten minutes here.
 */
@ExtendWith(SqlFixtureExtension.class)
class CancelledTaskIT {
    private static final String TOPIC = "awaited";
    private static final String GROUP = "cancelled";
    private static final int BROKER = 1;

    private final SqlFixture fixture;
    private final ExecutorService others = Executors.newSingleThreadExecutor();
    private EmbeddedKafka kafka;

    CancelledTaskIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(BrokerOptions.singleNode());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        new TestProducer(kafka.bootstrapServers()).send(List.of(TestProducer.text(TOPIC, 0, "k", "v")));
    }

    @AfterEach
    void stop() {
        others.shutdownNow();
        kafka.close();
    }

    @Test
    void endsWhileItsBrokerIsSilent() throws Exception {
        JavaRDD<Row> rows = planned("silent");
        signal("-STOP");
        try {
            assertEndsWhenCancelled(rows);
        } finally {
            signal("-CONT");
        }
    }

    @Test
    void endsWhileItsBrokerIsAway() throws Exception {
        JavaRDD<Row> rows = planned("away");
        kafka.killBroker(BROKER);

        assertEndsWhenCancelled(rows);
    }

    private void assertEndsWhenCancelled(JavaRDD<Row> rows) {
        Future<Long> count = others.submit(() -> {
            spark().setJobGroup(GROUP, "is cancelled", false);
            return rows.count();
        });
        Waiting.until("a task that waits", () -> runningTasks() > 0 && isAnyoneWaiting());

        spark().cancelJobGroup(GROUP);

        Waiting.until("the end of the task", () -> runningTasks() == 0 && !isAnyoneWaiting());
        assertThatThrownBy(count::get).hasMessageContaining("cancelled");
    }

    /** What is planned asks the broker nothing more before its tasks run. */
    private JavaRDD<Row> planned(String catalog) {
        fixture.catalog(
                catalog,
                Map.of(
                        "kafka.bootstrap.servers",
                        kafka.bootstrapServers(),
                        "read.locality",
                        "off",
                        "network-timeout",
                        "10m"));
        JavaRDD<Row> rows =
                fixture.sql("SELECT value FROM " + catalog + "." + TOPIC).javaRDD();
        assertThat(rows.getNumPartitions()).isOne();
        return rows;
    }

    private void signal(String name) throws IOException, InterruptedException {
        String pid = Long.toString(kafka.processes().get(0).pid());
        assertThat(new ProcessBuilder("kill", name, pid).start().waitFor()).isZero();
    }

    private SparkContext spark() {
        return fixture.spark().sparkContext();
    }

    private int runningTasks() {
        return Arrays.stream(spark().statusTracker().getExecutorInfos())
                .mapToInt(SparkExecutorInfo::numRunningTasks)
                .sum();
    }

    private static boolean isAnyoneWaiting() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .anyMatch(frame -> frame.getClassName().equals(BrokerClient.class.getName()));
    }
}
