package io.kaspar.examples.inference;

import io.kaspar.examples.run.ExampleArguments;
import io.kaspar.examples.run.ExampleCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongPredicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * A model between two topics. Steps, each a program of its own: {@code send} rows of the CSV, {@code score} them, {@code print} what
 * the model said; {@code all} does the three in one process.
 */
public final class Inference {
    /** What machines measure comes in here. */
    public static final String INPUTS = "kaspar-inputs";

    /** What the model says goes out here. */
    public static final String OUTPUTS = "kaspar-outputs";

    private static final int PARTITIONS = 2;
    private static final int SUMMARY_EVERY = 10;
    private static final String REAL_TIME = "real-time";
    /** How often the stream writes down how far it got, in real time. */
    private static final String REAL_TIME_BATCH = "1 minute";

    private final ExampleArguments arguments;
    private final String bootstrapServers;

    private Inference(ExampleArguments arguments, String bootstrapServers) {
        this.arguments = arguments;
        this.bootstrapServers = bootstrapServers;
    }

    public static void main(String[] args) throws Exception {
        ExampleArguments arguments = ExampleArguments.parse(List.of(args), ExampleCluster.CLUSTER, REAL_TIME);
        String step = arguments.words().isEmpty() ? "all" : arguments.words().get(0);
        try (ExampleCluster cluster = ExampleCluster.open(arguments)) {
            Inference inference = new Inference(arguments, cluster.bootstrapServers());
            ExampleCluster.createTopics(cluster.bootstrapServers(), PARTITIONS, INPUTS, OUTPUTS);
            switch (step) {
                case "send" -> inference.send();
                case "score" -> inference.score(cluster);
                case "print" -> inference.print(printed -> true);
                case "all" -> inference.all(cluster);
                default -> throw new IllegalArgumentException("steps are send, score, print and all, not " + step);
            }
        }
    }

    /** Tells the session what the two topics have in them. */
    public static void describeTopics(SparkSession spark) {
        ExampleCluster.jsonTopic(
                spark,
                INPUTS,
                "id BIGINT, machine STRING, temperature DOUBLE, vibration DOUBLE, pressure DOUBLE, sent_at_ms BIGINT");
        ExampleCluster.jsonTopic(
                spark, OUTPUTS, "id BIGINT, machine STRING, sent_at_ms BIGINT, failure DOUBLE, alarm BOOLEAN");
    }

    /**
     * Starts the stream from one topic through the model to the other.
     *
     * @param checkpoint where it keeps how far it got
     */
    public static StreamingQuery start(SparkSession spark, FailureModel model, Path checkpoint, boolean inRealTime)
            throws TimeoutException {
        Dataset<Row> inputs =
                spark.readStream().option("startingOffsets", "earliest").table("kaspar.`" + INPUTS + "`");
        DataStreamWriter<Row> writer = model.score(inputs)
                .writeStream()
                .option("checkpointLocation", checkpoint.toUri().toString())
                .option("key.columns", "machine");
        if (inRealTime) {
            // Spark's own list of sinks for this mode has its own ones only.
            spark.conf().set("spark.sql.streaming.realTimeMode.allowlistCheck", "false");
            writer = writer.outputMode(OutputMode.Update()).trigger(Trigger.RealTime(REAL_TIME_BATCH));
        }
        return writer.toTable("kaspar.`" + OUTPUTS + "`");
    }

    private long rows() throws IOException {
        return Long.parseLong(
                arguments.value("rows", Integer.toString(SensorClient.rows().size())));
    }

    private void send() throws IOException, InterruptedException {
        List<String> rows = SensorClient.rows();
        long count = rows();
        long pauseMs = Long.parseLong(arguments.value("pause-ms", "1000"));
        try (SensorClient client = new SensorClient(bootstrapServers)) {
            for (long id = 0; id < count; id++) {
                client.send(id, rows.get((int) (id % rows.size())));
                TimeUnit.MILLISECONDS.sleep(pauseMs);
            }
        }
    }

    private void score(ExampleCluster cluster) throws IOException, TimeoutException, StreamingQueryException {
        try (SparkSession spark = cluster.startSpark("inference")) {
            startHere(spark, cluster).awaitTermination();
        }
    }

    private StreamingQuery startHere(SparkSession spark, ExampleCluster cluster) throws IOException, TimeoutException {
        Path folder = Path.of(arguments.value("folder", "target/inference")).toAbsolutePath();
        describeTopics(spark);
        FailureModel model = FailureModel.loadOrTrain(spark, SensorClient.lines(), folder.resolve("model"));
        return start(spark, model, cluster.checkpoints(folder.resolve("checkpoint")), arguments.has(REAL_TIME));
    }

    private void all(ExampleCluster cluster) throws IOException, TimeoutException {
        ExecutorService client = Executors.newSingleThreadExecutor();
        try (SparkSession spark = cluster.startSpark("inference")) {
            StreamingQuery query = startHere(spark, cluster);
            long rows = rows();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(this::sendAll, client);
            print(printed -> query.isActive() && !sending.isCompletedExceptionally() && printed < rows);
            sending.join();
            query.stop();
        } finally {
            client.shutdownNow();
        }
    }

    private void sendAll() {
        try {
            send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param goesOn asked with the number of results so far */
    private void print(LongPredicate goesOn) throws IOException {
        try (ResultConsumer consumer = new ResultConsumer(bootstrapServers)) {
            long printed = 0;
            long summedUp = 0;
            while (goesOn.test(printed)) {
                printed += consumer.poll(System.out).size();
                if (printed >= summedUp + SUMMARY_EVERY) {
                    System.out.println(consumer.summary());
                    summedUp = printed;
                }
            }
            if (printed > summedUp) {
                System.out.println(consumer.summary());
            }
        }
    }
}
