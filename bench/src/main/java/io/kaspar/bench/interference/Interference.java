package io.kaspar.bench.interference;

import io.kaspar.bench.BenchCluster;
import io.kaspar.bench.Cores;
import io.kaspar.bench.KasparTables;
import io.kaspar.bench.Sessions;
import io.kaspar.bench.SparkConnectorTables;
import io.kaspar.bench.child.JavaChild;
import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.Orders;
import io.kaspar.bench.data.TopicSpec;
import io.kaspar.bench.latency.Latencies;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.spark.sql.SparkSession;

/** Starts a broker, and measures a producer's latencies alone and beside scans. */
public final class Interference {
    private static final int USAGE_ERROR = 2;
    private static final int WARMUP_SCANS = 3;
    private static final int CUSTOMERS = 250_000;
    private static final int PARTITION_COUNT = 2;
    private static final long SEED = 20260101;
    private static final String PRODUCER_HEAP = "256m";
    private static final String PRODUCED = "steady";

    private final InterferenceOptions options;
    private final BenchCluster cluster;
    private final SparkSession spark;

    private Interference(InterferenceOptions options, BenchCluster cluster, SparkSession spark) {
        this.options = options;
        this.cluster = cluster;
        this.spark = spark;
    }

    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(InterferenceOptions.USAGE);
            return;
        }
        InterferenceOptions options;
        try {
            options = InterferenceOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + InterferenceOptions.USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        try (BenchCluster cluster = BenchCluster.start(Optional.empty(), Interference::tell);
                SparkSession spark = Sessions.local()) {
            System.out.print(Measured.table(new Interference(options, cluster, spark).run()));
        }
    }

    private static void tell(String line) {
        System.err.println(line);
    }

    private List<Measured> run() throws IOException {
        createProduced();
        int recordCount = options.recordCount();
        TopicSpec orders =
                TopicSpec.of(new Orders(recordCount, CUSTOMERS, SEED), recordCount, PARTITION_COUNT, Codec.LZ4);
        cluster.topics().ensure(orders);
        if (options.ownCores()) {
            partCores();
        }
        Disturbance local = Disturbance.sum("kaspar-local", kaspar("required").table(spark, orders));
        Disturbance network = Disturbance.sum("kaspar-network", kaspar("off").table(spark, orders));
        Disturbance rival = Disturbance.sum(
                "spark-tuned", SparkConnectorTables.tuned(cluster).table(spark, orders));
        List<Measured> all = new ArrayList<>();
        all.add(measure(Disturbance.none("quiet")));
        all.add(measure(local));
        all.add(measure(network));
        Measured rivals = measure(rival);
        all.add(rivals);
        Duration measured = Duration.ofSeconds(SteadyProducer.WARMUP_SECONDS + options.seconds());
        for (Disturbance kaspar : List.of(local, network)) {
            all.add(measure(kaspar.asOftenAs(rival.name(), rivals.scanCount(), measured)));
        }
        all.add(measure(Disturbance.none("quiet again")));
        return all;
    }

    private void partCores() throws IOException {
        for (long broker : cluster.brokerPids()) {
            Cores.firstHalf().hold(broker);
        }
        Cores.secondHalf().hold(ProcessHandle.current().pid());
    }

    private KasparTables kaspar(String locality) {
        return new KasparTables(cluster, "kaspar_" + locality, locality, "interference-" + locality);
    }

    private Measured measure(Disturbance disturbance) throws IOException {
        tell("measuring: " + disturbance.name());
        if (disturbance.statement().isPresent()) {
            for (int i = 0; i < WARMUP_SCANS; i++) {
                scan(disturbance.statement().get());
            }
        }
        List<String> arguments = SteadyProducer.arguments(cluster.bootstrapServers(), PRODUCED, options);
        try (JavaChild producer = JavaChild.start(PRODUCER_HEAP, SteadyProducer.class, arguments)) {
            if (options.ownCores()) {
                Cores.firstHalf().hold(producer.pid());
            }
            int scanCount = disturb(disturbance, producer);
            JavaChild.End end = producer.await();
            if (end.exitCode() != 0) {
                throw new IOException("the producer failed with exit code " + end.exitCode());
            }
            return new Measured(disturbance.name(), scanCount, Latencies.parse(end.output()));
        }
    }

    /** Scans until the producer is done, and returns how often. */
    private int disturb(Disturbance disturbance, JavaChild producer) throws IOException {
        long startNanos = System.nanoTime();
        int scanCount = 0;
        while (disturbance.statement().isPresent() && producer.isAlive()) {
            scan(disturbance.statement().get());
            scanCount++;
            long nextNanos = startNanos
                    + scanCount * disturbance.interval().orElse(Duration.ZERO).toNanos();
            producer.awaitAtMost(Duration.ofNanos(Math.max(0, nextNanos - System.nanoTime())));
        }
        return scanCount;
    }

    private void scan(String statement) {
        if (spark.sql(statement).first().isNullAt(0)) {
            throw new IllegalStateException("a scan found no records");
        }
    }

    private void createProduced() throws IOException {
        Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(PRODUCED, 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("the topic " + PRODUCED + " could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a topic was made");
        }
    }
}
