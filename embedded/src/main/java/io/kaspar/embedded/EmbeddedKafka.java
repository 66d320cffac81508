package io.kaspar.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;

/**
 * A Kafka cluster of child processes on loopback addresses. Ends with {@link #close} or with this JVM; its storage goes
 * with it unless it was asked to stay.
 */
public final class EmbeddedKafka implements KafkaCluster {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private final BrokerOptions options;
    private final Storage storage;
    private final String clusterId;
    private final String classPath;
    private final List<BrokerFolder> folders;
    private final List<ChildJvm> processes = new ArrayList<>();
    private final Thread atExit = new Thread(this::stop, "embedded-kafka-stop");

    private EmbeddedKafka(BrokerOptions options, Storage storage, String clusterId, List<BrokerFolder> folders) {
        this.options = options;
        this.storage = storage;
        this.clusterId = clusterId;
        this.folders = List.copyOf(folders);
        this.classPath = ClassPath.own().text();
    }

    /**
     * Starts the brokers with this JVM's class path and waits until the cluster answers.
     *
     * @throws IOException with the end of a broker's output, when one does not come up
     */
    public static EmbeddedKafka start(BrokerOptions options) throws IOException {
        Storage storage =
                options.keepIn().isPresent() ? Storage.keptIn(options.keepIn().get()) : Storage.temporary();
        EmbeddedKafka kafka = prepare(options, storage);
        Runtime.getRuntime().addShutdownHook(kafka.atExit);
        try {
            kafka.startAll();
        } catch (IOException e) {
            kafka.close();
            throw e;
        }
        return kafka;
    }

    @Override
    public String bootstrapServers() {
        return String.join(",", folders.stream().map(BrokerFolder::endpoint).toList());
    }

    /** The addresses of the secured listeners, when the options asked for them. */
    public String securedBootstrapServers() {
        return String.join(
                ",", folders.stream().map(BrokerFolder::securedEndpoint).toList());
    }

    @Override
    public String clusterId() {
        return clusterId;
    }

    /** The folder everything is in. */
    public Path storage() {
        return storage.folder();
    }

    /** Node ids start with 1. */
    @Override
    public List<Integer> nodeIds() {
        return folders.stream().map(BrokerFolder::nodeId).toList();
    }

    @Override
    public List<Path> logDirs(int nodeId) {
        return folder(nodeId).logDirs(options.logDirCount());
    }

    /** The brokers' processes, in the order of their node ids. */
    public List<ServerProcess> processes() {
        List<ServerProcess> all = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            BrokerFolder broker = folders.get(i);
            all.add(processes.get(i).described("kafka-" + broker.nodeId(), broker.endpoint(), Optional.empty()));
        }
        return all;
    }

    /** Ends one broker as a crash would. */
    public void killBroker(int nodeId) {
        processes.get(folders.indexOf(folder(nodeId))).kill();
    }

    /** Whether a broker's process is there. */
    public boolean isRunning(int nodeId) {
        return processes.get(folders.indexOf(folder(nodeId))).isAlive();
    }

    @Override
    public void stopBroker(int nodeId) {
        processes.get(folders.indexOf(folder(nodeId))).close();
    }

    /** Starts a broker again that was ended, and waits until it listens; others may be away. */
    @Override
    public void startBroker(int nodeId) throws IOException {
        int index = folders.indexOf(folder(nodeId));
        BrokerFolder broker = folders.get(index);
        processes.set(index, startProcess(broker));
        processes.get(index).awaitReady(() -> FreePorts.isOpen(broker.address(), broker.port()), START_TIMEOUT);
    }

    /** Starts a broker again that was ended, and waits until the cluster is whole. */
    public void restartBroker(int nodeId) throws IOException {
        int index = folders.indexOf(folder(nodeId));
        processes.get(index).close();
        processes.set(index, startProcess(folders.get(index)));
        awaitCluster();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private static EmbeddedKafka prepare(BrokerOptions options, Storage storage) throws IOException {
        BrokerFolder.Cluster cluster =
                new BrokerFolder.Cluster(options.brokerCount(), BrokerFolder.controllerIn(storage.folder(), options));
        List<BrokerFolder> folders = new ArrayList<>();
        for (int nodeId = 1; nodeId <= options.brokerCount(); nodeId++) {
            folders.add(BrokerFolder.prepare(storage.folder(), nodeId, cluster, options));
        }
        return new EmbeddedKafka(options, storage, clusterIdIn(storage.folder()), folders);
    }

    private static String clusterIdIn(Path folder) throws IOException {
        Path file = folder.resolve("cluster.id");
        if (!Files.exists(file)) {
            Files.writeString(file, Uuid.randomUuid().toString());
        }
        return Files.readString(file).strip();
    }

    private void startAll() throws IOException {
        for (BrokerFolder broker : folders) {
            if (FreePorts.isOpen(broker.address(), broker.port())) {
                throw new IOException("the embedded broker's port " + broker.endpoint()
                        + " is in use; is another one running with the storage " + storage.folder() + "?");
            }
            processes.add(startProcess(broker));
        }
        awaitCluster();
    }

    private ChildJvm startProcess(BrokerFolder broker) throws IOException {
        return new ChildJvm.Command(
                        "Kafka broker " + broker.nodeId(),
                        broker.javaArguments(clusterId, classPath, options.jvmFlags()),
                        broker.output())
                .in(broker.folder())
                .start();
    }

    private void awaitCluster() throws IOException {
        for (int i = 0; i < folders.size(); i++) {
            BrokerFolder broker = folders.get(i);
            processes.get(i).awaitReady(() -> FreePorts.isOpen(broker.address(), broker.port()), START_TIMEOUT);
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            processes.get(0).awaitReady(() -> nodeCount(admin) == folders.size(), START_TIMEOUT);
        }
    }

    private static int nodeCount(Admin admin) throws IOException {
        try {
            return admin.describeCluster().nodes().get().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return 0;
            }
            throw new IOException("the embedded cluster does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the embedded cluster was starting");
        }
    }

    private BrokerFolder folder(int nodeId) {
        return folders.stream()
                .filter(broker -> broker.nodeId() == nodeId)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no broker " + nodeId));
    }

    private void stop() {
        // The controller goes last, so that the others can leave the cluster in order.
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).close();
        }
        storage.close();
    }
}
