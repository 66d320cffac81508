package io.kaspar.bench.latency;

import io.kaspar.bench.BatchTimes;
import io.kaspar.bench.BenchCluster;
import io.kaspar.bench.KasparTables;
import io.kaspar.bench.Sessions;
import io.kaspar.bench.SparkConnectorTables;
import io.kaspar.bench.Tables;
import io.kaspar.bench.child.JavaChild;
import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.Orders;
import io.kaspar.bench.data.TopicSpec;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** Starts a broker, and measures how long orders take from a producer to rows of streams. */
public final class Latency {
    private static final int USAGE_ERROR = 2;
    private static final int PARTITION_COUNT = 2;
    private static final String PRODUCER_HEAP = "256m";
    private static final String RIVAL = "spark-v1";
    private static final String REAL_TIME = "-real-time";
    /** The shortest that Spark lets pass as it comes. */
    private static final Trigger REAL_TIME_TRIGGER = Trigger.RealTime("5 seconds");

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final LatencyOptions options;
    private final BenchCluster cluster;
    private final SparkSession spark;
    private final IdleTriggers idle = new IdleTriggers();

    Latency(LatencyOptions options, BenchCluster cluster, SparkSession spark) {
        this.options = options;
        this.cluster = cluster;
        this.spark = spark;
    }

    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(LatencyOptions.USAGE);
            return;
        }
        LatencyOptions options;
        try {
            options = LatencyOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + LatencyOptions.USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        try (BenchCluster cluster = BenchCluster.start(Optional.empty(), Latency::tell);
                SparkSession spark = Sessions.local()) {
            Latency latency = new Latency(options, cluster, spark);
            latency.warmUp();
            System.out.print(LatencyTable.of(latency.run(), RIVAL));
        }
    }

    private static void tell(String line) {
        System.err.println(line);
    }

    /** Else the first one that is measured would warm up the others. */
    void warmUp() throws IOException {
        var unused = measureAll("warm_", options.ofWarmup());
    }

    List<StreamLatency> run() throws IOException {
        return measureAll("", options);
    }

    private List<StreamLatency> measureAll(String purpose, LatencyOptions measured) throws IOException {
        spark.conf().set("spark.sql.streaming.noDataProgressEventInterval", "0"); // every idle trigger is told
        spark.conf().set("spark.sql.streaming.numRecentProgressUpdates", "100000");
        spark.streams().addListener(idle);
        List<StreamLatency> all = new ArrayList<>();
        all.add(measure("kaspar-local", kaspar("required"), purpose, measured));
        all.add(measure("kaspar-network", kaspar("off"), purpose, measured));
        all.add(measure(RIVAL, SparkConnectorTables.asItComes(cluster), purpose, measured));
        all.add(measure("spark-tuned", SparkConnectorTables.tuned(cluster), purpose, measured));
        all.add(measure("kaspar" + REAL_TIME, kaspar("off"), purpose, measured));
        all.add(measure("spark" + REAL_TIME, SparkConnectorTables.asItComes(cluster), purpose, measured));
        spark.streams().removeListener(idle);
        return all;
    }

    private KasparTables kaspar(String locality) {
        return new KasparTables(cluster, "latency_" + locality, locality, "latency-" + locality);
    }

    private StreamLatency measure(String contender, Tables tables, String purpose, LatencyOptions measured)
            throws IOException {
        tell("measuring: " + purpose + contender);
        // one record, so that the topic has a schema
        TopicSpec topic = TopicSpec.of(
                        new Orders(1, LatencyOptions.CUSTOMERS, LatencyOptions.SEED), 1, PARTITION_COUNT, Codec.LZ4)
                .withPurpose(purpose + contender.replace('-', '_'));
        cluster.topics().ensure(topic);
        Path checkpoint = Files.createTempDirectory(cluster.folder(), "checkpoint-");
        Arrivals arrivals = new Arrivals(measured);
        try {
            boolean isRealTime = contender.endsWith(REAL_TIME);
            DataStreamWriter<Row> writer = tables.stream(spark, topic, Map.of("startingOffsets", "latest"))
                    .select("id", "quantity", "price", "currency", "_timestamp")
                    .writeStream()
                    .option("checkpointLocation", checkpoint.toUri().toString());
            StreamingQuery query = isRealTime
                    ? writer.outputMode(OutputMode.Update())
                            .trigger(REAL_TIME_TRIGGER)
                            .foreach(ArrivedRows.of(arrivals))
                            .start()
                    : writer.trigger(Trigger.ProcessingTime(0))
                            .foreachBatch(arrivals)
                            .start();
            try {
                awaitBeginning(query, checkpoint);
                produce(topic.topic(), measured);
                arrivals.awaitAll(LONGEST_WAIT);
                if (isRealTime) { // has no triggers that find nothing, and takes its time however little there is
                    BatchTimes none = new BatchTimes(0, Map.of(), Double.NaN, Double.NaN);
                    return new StreamLatency(contender, arrivals.latencies(), none, Double.NaN);
                }
                double idleMs = idle.measure(measured.idleSeconds());
                return new StreamLatency(contender, arrivals.latencies(), batches(query, arrivals), idleMs);
            } finally {
                query.stop();
            }
        } catch (TimeoutException e) {
            throw new IOException("a stream could not be started or stopped", e);
        }
    }

    /** The stream has decided where it begins. */
    private static void awaitBeginning(StreamingQuery query, Path checkpoint) throws IOException {
        Path decided = checkpoint.resolve("sources/0/0");
        while (!Files.exists(decided)) {
            if (!query.isActive()) {
                throw new IOException("the stream ended: " + query.exception());
            }
            pause(50);
        }
    }

    private void produce(String topic, LatencyOptions measured) throws IOException {
        List<String> arguments =
                OrderSender.arguments(cluster.bootstrapServers(), cluster.registryUrl(), topic, measured);
        try (JavaChild producer = JavaChild.start(PRODUCER_HEAP, OrderSender.class, arguments)) {
            JavaChild.End end = producer.await();
            if (end.exitCode() != 0) {
                throw new IOException("the producer failed with exit code " + end.exitCode());
            }
        }
    }

    private static BatchTimes batches(StreamingQuery query, Arrivals arrivals) {
        return BatchTimes.of(Arrays.stream(query.recentProgress())
                .filter(progress -> progress.numInputRows() > 0 && progress.batchId() >= arrivals.firstMeasuredBatch())
                .toList());
    }

    static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a stream was measured");
        }
    }
}
