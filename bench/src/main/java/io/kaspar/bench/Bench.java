package io.kaspar.bench;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.embedded.EmbeddedRegistry;
import io.kaspar.examples.data.SampleTopics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Starts a broker and a registry, writes the topic, and lets the contenders take turns. */
public final class Bench {
    private static final List<String> BROKER_JVM = List.of("-Xmx1g");
    private static final int USAGE_ERROR = 2;

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        BenchOptions options;
        try {
            options = BenchOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + BenchOptions.USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        Path registryFolder = Path.of(System.getProperty("kaspar.apicurio.home"));
        try (EmbeddedKafka kafka =
                        EmbeddedKafka.start(BrokerOptions.singleNode().withJvmFlags(BROKER_JVM));
                EmbeddedRegistry registry = EmbeddedRegistry.start(registryFolder, Optional.empty())) {
            Target target = new Target(kafka.bootstrapServers(), registry.url(), "orders", valueSchema());
            new SampleTopics(target.bootstrapServers(), target.registryUrl())
                    .loadOrders(options.recordCount(), System.err::println);
            Report report = measure(options, target);
            System.out.print(report.table());
            if (options.jsonFile().isPresent()) {
                report.writeJson(options.jsonFile().get());
            }
        }
    }

    private static Report measure(BenchOptions options, Target target) throws IOException {
        try (SparkSession spark = session()) {
            options.contenders().forEach(contender -> contender.prepare(spark, target));
            Race race = new Race(spark, options.contenders(), options.rounds());
            List<Measurement> measurements = new ArrayList<>();
            options.workloads().forEach(workload -> measurements.addAll(race.run(workload)));
            return new Report(options.recordCount(), measurements);
        }
    }

    private static SparkSession session() {
        return SparkSession.builder()
                .master("local[*]")
                .appName("bench")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
    }

    /** The newest schema of the topic, which {@code from_avro} is given for every record. */
    private static String valueSchema() throws IOException {
        try (InputStream in = Objects.requireNonNull(SampleTopics.class.getResourceAsStream("order-v2.avsc"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
