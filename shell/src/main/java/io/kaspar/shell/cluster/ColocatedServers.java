package io.kaspar.shell.cluster;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.embedded.EmbeddedSpark;
import io.kaspar.embedded.ServerProcess;
import io.kaspar.embedded.SparkOptions;
import io.kaspar.samples.shop.SampleTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Three "machines" 127.0.0.2, .3 and .4, each with a Kafka broker and a Spark worker of one core, and Spark's master. As with
 * containers, all brokers name their log directories alike, and a worker sees those of the broker beside it only.
 */
public final class ColocatedServers implements AutoCloseable {
    /** How many brokers there are, each with a worker beside it. */
    public static final int MACHINES = 3;

    private static final int FIRST_ADDRESS = 2;
    private static final String MOUNT = "broker";
    private static final String CATALOG = "spark.sql.catalog.kaspar";

    private final EmbeddedKafka kafka;
    private final EmbeddedSpark spark;

    private ColocatedServers(EmbeddedKafka kafka, EmbeddedSpark spark) {
        this.kafka = kafka;
        this.spark = spark;
    }

    /**
     * Starts all of them.
     *
     * @param folder for what they write, which stays; empty for temporary folders
     */
    static ColocatedServers start(Optional<Path> folder) throws IOException {
        return start(folder, Map.of());
    }

    /**
     * Starts all of them, with more for workers to see.
     *
     * @param folder for what they write, which stays; empty for temporary folders
     * @param mounts names under which a worker sees another broker, and how many machines further that is
     */
    static ColocatedServers start(Optional<Path> folder, Map<String, Integer> mounts) throws IOException {
        BrokerOptions brokers = BrokerOptions.singleNode()
                .withBrokerCount(MACHINES)
                .withFirstAddress(FIRST_ADDRESS)
                .withPrivatePaths();
        EmbeddedKafka kafka = EmbeddedKafka.start(
                folder.map(path -> brokers.withKeepIn(path.resolve("kafka"))).orElse(brokers));
        try {
            SparkOptions workers = workersBeside(kafka, brokers, mounts);
            return new ColocatedServers(
                    kafka,
                    EmbeddedSpark.start(folder.map(path -> workers.withKeepIn(path.resolve("spark")))
                            .orElse(workers)));
        } catch (IOException e) {
            kafka.close();
            throw e;
        }
    }

    private static SparkOptions workersBeside(EmbeddedKafka kafka, BrokerOptions brokers, Map<String, Integer> mounts) {
        List<SparkOptions.Worker> workers = new ArrayList<>();
        for (int number = 0; number < MACHINES; number++) {
            int machine = number;
            Map<String, Path> seen = new HashMap<>();
            seen.put(MOUNT, brokersFolder(kafka, machine));
            mounts.forEach((name, further) -> seen.put(name, brokersFolder(kafka, (machine + further) % MACHINES)));
            workers.add(new SparkOptions.Worker(brokers.address(machine + 1), seen));
        }
        return SparkOptions.of(workers);
    }

    private static Path brokersFolder(EmbeddedKafka kafka, int machine) {
        return kafka.logDirs(machine + 1).get(0).resolveSibling("");
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    EmbeddedSpark spark() {
        return spark;
    }

    List<ServerProcess> processes() {
        List<ServerProcess> all = new ArrayList<>(kafka.processes());
        all.addAll(spark.processes());
        return all;
    }

    /** What a Spark session of this cluster has to be configured with; its driver is on this machine. */
    Map<String, String> sessionSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.master", spark.masterUrl());
        settings.put("spark.driver.host", "127.0.0.1");
        settings.put("spark.driver.bindAddress", "127.0.0.1");
        settings.put("spark.executor.memory", "512m");
        settings.put("spark.executor.extraJavaOptions", "-XX:+UseSerialGC -Duser.timezone=UTC");
        // Before all are there, those that are would get tasks that are not theirs.
        settings.put("spark.scheduler.minRegisteredResourcesRatio", "1.0");
        settings.put("spark.cores.max", Integer.toString(MACHINES));
        settings.put(CATALOG, "io.kaspar.catalog.KasparCatalog");
        settings.put(CATALOG + ".kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put(CATALOG + ".log.dirs", BrokerOptions.PRIVATE_ROOT + "=../../../" + MOUNT);
        SampleTopics.catalogOptions().forEach((name, value) -> settings.put(CATALOG + "." + name, value));
        return settings;
    }

    @Override
    public void close() {
        spark.close();
        kafka.close();
    }
}
