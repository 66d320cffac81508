package io.kaspar.bench.neighbour;

import io.kaspar.bench.Cluster;
import io.kaspar.bench.KasparTables;
import io.kaspar.bench.Sessions;
import io.kaspar.bench.SparkConnectorTables;
import io.kaspar.bench.child.JavaChild;
import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.Orders;
import io.kaspar.bench.data.TopicSpec;
import java.io.IOException;
import java.io.InterruptedIOException;
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
public final class Neighbour {
    private static final int USAGE_ERROR = 2;
    private static final int WARMUP_SCANS = 3;
    private static final int CUSTOMERS = 250_000;
    private static final int PARTITION_COUNT = 2;
    private static final long SEED = 20260101;
    private static final String PRODUCER_HEAP = "256m";
    private static final String PRODUCED = "steady";

    private final NeighbourOptions options;
    private final Cluster cluster;
    private final SparkSession spark;

    private Neighbour(NeighbourOptions options, Cluster cluster, SparkSession spark) {
        this.options = options;
        this.cluster = cluster;
        this.spark = spark;
    }

    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(NeighbourOptions.USAGE);
            return;
        }
        NeighbourOptions options;
        try {
            options = NeighbourOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + NeighbourOptions.USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        try (Cluster cluster = Cluster.start(Optional.empty(), Neighbour::tell);
                SparkSession spark = Sessions.local()) {
            System.out.print(Measured.table(new Neighbour(options, cluster, spark).run()));
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
        List<Measured> all = new ArrayList<>();
        for (Disturbance disturbance : disturbances(orders)) {
            tell("measuring: " + disturbance.name());
            all.add(measure(disturbance));
        }
        return all;
    }

    private List<Disturbance> disturbances(TopicSpec orders) {
        return List.of(
                Disturbance.none("quiet"),
                Disturbance.sum("kaspar-local", kaspar("required").table(spark, orders)),
                Disturbance.sum("kaspar-network", kaspar("off").table(spark, orders)),
                Disturbance.sum(
                        "spark-tuned", SparkConnectorTables.tuned(cluster).table(spark, orders)),
                Disturbance.none("quiet again"));
    }

    private KasparTables kaspar(String locality) {
        return new KasparTables(cluster, "kaspar_" + locality, locality, "neighbour-" + locality);
    }

    private Measured measure(Disturbance disturbance) throws IOException {
        if (disturbance.statement().isPresent()) {
            for (int i = 0; i < WARMUP_SCANS; i++) {
                scan(disturbance.statement().get());
            }
        }
        List<String> arguments = SteadyProducer.arguments(cluster.bootstrapServers(), PRODUCED, options);
        try (JavaChild producer = JavaChild.start(PRODUCER_HEAP, SteadyProducer.class, arguments)) {
            int scanCount = 0;
            while (disturbance.statement().isPresent() && producer.isAlive()) {
                scan(disturbance.statement().get());
                scanCount++;
            }
            JavaChild.End end = producer.await();
            if (end.exitCode() != 0) {
                throw new IOException("the producer failed with exit code " + end.exitCode());
            }
            return new Measured(disturbance.name(), scanCount, Latencies.parse(end.output()));
        }
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
