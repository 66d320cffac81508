package io.kaspar.examples.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaspar.examples.SampleSessions;
import io.kaspar.examples.run.ExampleCluster;
import io.kaspar.shell.SampleSession;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example of a model between two topics: rows of the client come out of the consumer with what the model says. */
@ExtendWith(SampleSessions.class)
final class InferenceIT {
    private static final int ROWS = 40;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final SampleSession samples;
    private final SparkSession spark;

    @TempDir
    Path folder;

    InferenceIT(SampleSession samples) {
        this.samples = samples;
        this.spark = samples.spark().newSession();
    }

    /** In micro-batches, then in real time from the same checkpoint. */
    @Test
    void saysOfEachRowWhatTheModelSays() throws Exception {
        ExampleCluster.createTopics(samples.bootstrapServers(), 2, Inference.INPUTS, Inference.OUTPUTS);
        ExampleCluster.connect(spark, samples.bootstrapServers());
        Inference.describeTopics(spark);
        FailureModel.train(spark, SensorClient.lines(), folder.resolve("model"));
        FailureModel model = FailureModel.loadOrTrain(spark, List.of(), folder.resolve("model"));

        StreamingQuery inMicroBatches = Inference.start(spark, model, folder.resolve("checkpoint"), false);
        assertAllScored(inMicroBatches, 0);
        // What is not written down as done would be done again.
        inMicroBatches.processAllAvailable();
        inMicroBatches.stop();
        StreamingQuery inRealTime = Inference.start(spark, model, folder.resolve("checkpoint"), true);
        assertAllScored(inRealTime, ROWS);
    }

    /** One in real time keeps its cores, and nothing else would run. */
    @AfterEach
    void stopStreams() throws Exception {
        for (StreamingQuery query : spark.streams().active()) {
            query.stop();
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", samples.bootstrapServers()))) {
            admin.deleteTopics(List.of(Inference.INPUTS, Inference.OUTPUTS))
                    .all()
                    .get();
        }
    }

    private void assertAllScored(StreamingQuery query, int firstId) throws Exception {
        List<String> rows = SensorClient.rows();
        try (SensorClient client = new SensorClient(samples.bootstrapServers());
                ResultConsumer consumer = new ResultConsumer(samples.bootstrapServers())) {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            List<JsonNode> results = new ArrayList<>();
            for (int id = firstId; id < firstId + ROWS; id++) {
                client.send(id, rows.get(id));
                results.addAll(consumer.poll(out));
            }
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (results.size() < ROWS && query.isActive() && System.nanoTime() < deadline) {
                results.addAll(consumer.poll(out));
            }

            assertThat(query.exception().isEmpty())
                    .as(() -> query.exception().toString())
                    .isTrue();
            assertThat(results.stream().map(result -> result.get("id").asInt()))
                    .as("each of these rows once, and none of those before")
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(firstId, firstId + ROWS).boxed().toList());
            assertThat(results).allSatisfy(result -> {
                assertThat(result.get("machine").asText())
                        .isEqualTo(rows.get(result.get("id").asInt()).split(",")[0]);
                assertThat(result.get("alarm").asBoolean())
                        .isEqualTo(result.get("failure").asDouble() > 0.5);
            });
            assertThat(results.stream().filter(result -> isRight(rows, result)).count())
                    .as("the model is right nearly always")
                    .isGreaterThan(ROWS * 8 / 10);
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .hasLineCount(ROWS)
                    .contains("  ALARM  after ");
            assertThat(consumer.summary()).matches(ROWS + " results, from input to output p50 \\d+ ms, p99 \\d+ ms");
        }
    }

    private static boolean isRight(List<String> rows, JsonNode result) {
        return rows.get(result.get("id").asInt()).endsWith(result.get("alarm").asBoolean() ? ",1" : ",0");
    }
}
