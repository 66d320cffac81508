package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.StreamRuns.Run;
import io.kaspar.testing.kafka.TestProducer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What limited streams take of topics with holes, and how far they are behind in time. */
@ExtendWith(SqlFixtureExtension.class)
class StreamLagIT {
    private static final long FIRST_MS = 1_750_000_000_000L;

    private final SqlFixture fixture;

    @TempDir
    Path folder = Path.of("");

    StreamLagIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private Dataset<Row> table(String name, String most) {
        return fixture.spark()
                .readStream()
                .option("startingOffsets", "earliest")
                .option("maxOffsetsPerTrigger", most)
                .table("kaspar.`" + name + "`")
                .select("value");
    }

    /** What was aborted is as little a record as what compaction removed, and is there at once. */
    @ParameterizedTest
    @CsvSource({"compact, 3", "delete, 44"})
    void holesOfACompactedTopicAreNoMicroBatches(String policy, int batches) throws Exception {
        String topic = "lag-holes-" + policy;
        fixture.cluster().createTopic(topic, 1, 1, Map.of("cleanup.policy", policy));
        send(topic, 0, 5);
        fixture.cluster()
                .producer()
                .sendAborted(
                        topic,
                        IntStream.range(0, 200)
                                .mapToObj(number -> TestProducer.text(topic, 0, "k", "never"))
                                .toList());
        send(topic, 5, 10);
        fixture.cluster().producer().sendAborted(topic, List.of(TestProducer.text(topic, 0, "k", "never")));

        Run run = new StreamRuns(folder).run(table(topic, "5"), policy);

        assertThat(run.rows()).containsExactlyElementsOf(values(0, 15));
        assertThat(run.batchSizes()).allMatch(size -> size <= 5).hasSizeBetween(batches, batches + 1);
    }

    /** An hour of records, of which the first five are read: from the sixth to the last one are 54 minutes. */
    @Test
    void tellsHowOldTheFirstUnreadRecordIs() throws Exception {
        fixture.cluster().createTopic("lag-time", 1);
        fixture.cluster()
                .producer()
                .send(IntStream.range(0, 60)
                        .mapToObj(minute -> new ProducerRecord<>(
                                "lag-time", 0, FIRST_MS + minute * 60_000L, (byte[]) null, bytes("v" + minute)))
                        .toList());

        Run run = new StreamRuns(folder).run(table("lag-time", "5"), "time");

        assertThat(run.rows()).hasSize(60);
        assertThat(behind(run, 0)).isEqualTo(String.valueOf(54 * 60_000));
        assertThat(behind(run, run.progress().size() - 1)).isEqualTo("0");
    }

    private static String behind(Run run, int batch) {
        return String.valueOf(run.progress().get(batch).sources()[0].metrics().get("estimatedMsBehindLatest"));
    }

    private void send(String topic, int first, int count) {
        fixture.cluster()
                .producer()
                .send(values(first, count).stream()
                        .map(value -> TestProducer.text(topic, 0, value, value))
                        .toList());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> values(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> "v" + number)
                .toList();
    }
}
