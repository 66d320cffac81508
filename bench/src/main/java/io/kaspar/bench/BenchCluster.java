package io.kaspar.bench;

import io.kaspar.bench.data.Topics;
import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.embedded.EmbeddedRegistry;
import io.kaspar.embedded.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The broker and the registry that all contenders read from, as child processes. */
public final class BenchCluster implements AutoCloseable {
    private static final List<String> BROKER_JVM = List.of("-Xms1g", "-Xmx1g");

    private final EmbeddedKafka kafka;
    private final String registryUrl;
    private final Runnable registryEnd;
    private final Topics topics;

    private BenchCluster(EmbeddedKafka kafka, String registryUrl, Runnable registryEnd, Consumer<String> progress) {
        this.kafka = kafka;
        this.registryUrl = registryUrl;
        this.registryEnd = registryEnd;
        this.topics = new Topics(kafka.bootstrapServers(), registryUrl, progress);
    }

    /**
     * Starts them.
     *
     * @param keepIn a folder for topics and schemas that stays, or was left by an earlier run
     */
    public static BenchCluster start(Optional<Path> keepIn, Consumer<String> progress) throws IOException {
        BrokerOptions options = BrokerOptions.singleNode().withJvmFlags(BROKER_JVM);
        if (keepIn.isPresent()) {
            options = options.withKeepIn(keepIn.get());
        }
        EmbeddedKafka kafka = EmbeddedKafka.start(options);
        try {
            Path registryFolder = Path.of(System.getProperty("kaspar.apicurio.home"));
            EmbeddedRegistry registry =
                    EmbeddedRegistry.start(registryFolder, keepIn.map(folder -> folder.resolve("registry")));
            return new BenchCluster(kafka, registry.url(), registry::close, progress);
        } catch (IOException e) {
            kafka.close();
            throw e;
        }
    }

    /**
     * Of what was started already.
     *
     * @param registryEnd stops the registry
     */
    public static BenchCluster with(
            EmbeddedKafka kafka, String registryUrl, Runnable registryEnd, Consumer<String> progress) {
        return new BenchCluster(kafka, registryUrl, registryEnd, progress);
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    public String registryUrl() {
        return registryUrl;
    }

    /** The processes of the brokers. */
    public List<Long> brokerPids() {
        return kafka.processes().stream().map(ServerProcess::pid).toList();
    }

    public Topics topics() {
        return topics;
    }

    /** Where the broker keeps its partitions. */
    Path logDir() {
        return kafka.logDirs(1).get(0);
    }

    /** A folder that goes away with the cluster, unless its data stay. */
    public Path folder() {
        return kafka.storage();
    }

    @Override
    public void close() {
        topics.close();
        registryEnd.run();
        kafka.close();
    }
}
