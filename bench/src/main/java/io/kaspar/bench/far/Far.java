package io.kaspar.bench.far;

import io.kaspar.bench.Sessions;
import io.kaspar.bench.SparkConnectorTables;
import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.Orders;
import io.kaspar.bench.data.TopicSpec;
import io.kaspar.bench.data.Topics;
import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.embedded.EmbeddedRegistry;
import io.kaspar.embedded.SecuredListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Starts a broker behind a link that delays, and measures scans at several distances. */
public final class Far {
    private static final int USAGE_ERROR = 2;
    private static final int CUSTOMERS = 250_000;
    private static final int PARTITION_COUNT = 2;
    private static final long SEED = 20260101;
    private static final List<String> BROKER_JVM = List.of("-Xms1g", "-Xmx1g");
    private static final String CATALOG = "spark.sql.catalog.far";
    private static final String CONNECTOR_VIEW = "far_connector";

    private final FarOptions options;
    private final DelayedLink link;
    private final SparkSession spark;

    private Far(FarOptions options, DelayedLink link, SparkSession spark) {
        this.options = options;
        this.link = link;
        this.spark = spark;
    }

    /** Prints a table. */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(FarOptions.USAGE);
            return;
        }
        FarOptions options;
        try {
            options = FarOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + FarOptions.USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        try (DelayedLink link = DelayedLink.open();
                EmbeddedKafka kafka = EmbeddedKafka.start(BrokerOptions.singleNode()
                        .withJvmFlags(BROKER_JVM)
                        .withSecuredListener(SecuredListener.plainBehind(link.port())));
                SparkSession spark = Sessions.local()) {
            String[] address = kafka.securedBootstrapServers().split(":", -1);
            link.leadTo(Integer.parseInt(address[1]));
            TopicSpec topic = fill(options, kafka);
            System.out.print(FarTable.of(new Far(options, link, spark).run(topic)));
        }
    }

    private static void tell(String line) {
        System.err.println(line);
    }

    private static TopicSpec fill(FarOptions options, EmbeddedKafka kafka) throws IOException {
        int recordCount = options.recordCount();
        TopicSpec spec =
                TopicSpec.of(new Orders(recordCount, CUSTOMERS, SEED), recordCount, PARTITION_COUNT, Codec.LZ4);
        Path registryFolder = Path.of(System.getProperty("kaspar.apicurio.home"));
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(registryFolder, Optional.empty());
                Topics topics = new Topics(kafka.bootstrapServers(), registry.url(), Far::tell)) {
            topics.ensure(spec);
        }
        return spec;
    }

    private List<FarFigure> run(TopicSpec topic) {
        String address = "127.0.0.1:" + link.port();
        spark.conf().set(CATALOG, "io.kaspar.catalog.KasparCatalog");
        spark.conf().set(CATALOG + ".kafka.bootstrap.servers", address);
        spark.conf().set(CATALOG + ".value.format", "binary");
        spark.conf().set(CATALOG + ".read.locality", "off");
        SparkConnectorTables.tunedRecords(spark, address, topic.topic()).createOrReplaceTempView(CONNECTOR_VIEW);
        List<FarFigure> figures = new ArrayList<>();
        for (int roundTripMs : options.roundTripsMs()) {
            link.setRoundTripMs(roundTripMs);
            for (String query : List.of("sum(octet_length(value))", "count(*)")) {
                figures.add(measure("kaspar-network", query, "far." + topic.topic(), roundTripMs));
                figures.add(measure("spark-tuned", query, CONNECTOR_VIEW, roundTripMs));
            }
        }
        return figures;
    }

    private FarFigure measure(String contender, String query, String table, int roundTripMs) {
        double best = Double.MAX_VALUE;
        for (int run = 0; run <= options.runs(); run++) {
            long start = System.nanoTime();
            Row row = spark.sql("SELECT " + query + " FROM " + table).first();
            if (row.isNullAt(0)) {
                throw new IllegalStateException("a scan found no records");
            }
            if (run > 0) { // the first one warms up
                best = Math.min(best, (System.nanoTime() - start) / 1e9);
            }
        }
        tell(String.format("%s %s at %d ms: %.2f s", contender, query, roundTripMs, best));
        return new FarFigure(contender, query, roundTripMs, best);
    }
}
