package io.kaspar.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * One broker's folder: {@code server.properties}, {@code log4j2.properties}, what it logs, and its log directories.
 *
 * @param nodeId the broker's, from 1
 * @param securedPort of the listener that clients log in to; used only when there is one
 */
record BrokerFolder(Path folder, int nodeId, String address, int port, int securedPort) {
    private static final String PORT_KEY = "kaspar.embedded.port";
    private static final String SECURED_PORT_KEY = "kaspar.embedded.secured.port";
    private static final String LOG4J_RESOURCE = "broker-log4j2.properties";

    /** The cluster's facts that every broker's properties repeat. */
    record Cluster(int brokerCount, String controller) {}

    /** Writes the folder, or takes it as it was left by an earlier run. */
    static BrokerFolder prepare(Path storage, int nodeId, Cluster cluster, BrokerOptions options) throws IOException {
        Path folder = Files.createDirectories(storage.resolve("kafka-" + nodeId));
        String address = options.address(nodeId);
        Path file = folder.resolve("server.properties");
        if (Files.exists(file)) {
            Properties kept = load(file);
            return new BrokerFolder(
                    folder,
                    nodeId,
                    address,
                    Integer.parseInt(kept.getProperty(PORT_KEY)),
                    Integer.parseInt(kept.getProperty(SECURED_PORT_KEY)));
        }
        BrokerFolder broker =
                new BrokerFolder(folder, nodeId, address, FreePorts.find(address), FreePorts.find(address));
        Properties properties = broker.serverProperties(cluster, options);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, "an embedded broker of Kaspar");
        }
        broker.writeLog4j();
        return broker;
    }

    /** The controller's address as a kept folder names it, or a new one. */
    static String controllerIn(Path storage, BrokerOptions options) throws IOException {
        Path file = storage.resolve("kafka-1").resolve("server.properties");
        return Files.exists(file)
                ? load(file).getProperty("controller.quorum.bootstrap.servers")
                : options.address(1) + ":" + FreePorts.find(options.address(1));
    }

    boolean isController() {
        return nodeId == 1;
    }

    String endpoint() {
        return address + ":" + port;
    }

    String securedEndpoint() {
        return address + ":" + securedPort;
    }

    Path output() {
        return folder.resolve("broker.out");
    }

    List<Path> logDirs(int count) {
        List<Path> dirs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            dirs.add(folder.resolve("data-" + i));
        }
        return dirs;
    }

    /** What to give {@code java} so that it runs this broker. */
    List<String> javaArguments(String clusterId, String classPath, List<String> jvmFlags) {
        String properties = folder.resolve("server.properties").toString();
        List<String> arguments = new ArrayList<>(jvmFlags);
        arguments.add("-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties"));
        arguments.add("-Dkaspar.log=" + folder.resolve("broker.log"));
        arguments.addAll(List.of("-cp", classPath, BrokerMain.class.getName(), properties));
        arguments.addAll(List.of("--cluster-id", clusterId, "--config", properties, "--ignore-formatted"));
        if (isController()) {
            arguments.add("--standalone");
        }
        return arguments;
    }

    private Properties serverProperties(Cluster cluster, BrokerOptions options) {
        String replicas = Integer.toString(Math.min(3, cluster.brokerCount()));
        String listener = "PLAINTEXT://" + endpoint();
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "node.id",
                Integer.toString(nodeId),
                "process.roles",
                isController() ? "broker,controller" : "broker",
                "broker.rack",
                "rack-" + nodeId,
                "listeners",
                isController() ? listener + ",CONTROLLER://" + cluster.controller() : listener,
                "advertised.listeners",
                listener,
                "controller.listener.names",
                "CONTROLLER",
                "controller.quorum.bootstrap.servers",
                cluster.controller(),
                PORT_KEY,
                Integer.toString(port)));
        properties.setProperty(SECURED_PORT_KEY, Integer.toString(securedPort));
        options.securedListener().ifPresent(secured -> addListener(properties, secured));
        properties.setProperty(
                "log.dirs",
                String.join(
                        ",",
                        logDirs(options.logDirCount()).stream()
                                .map(dir -> options.privatePaths() ? privatePath(dir) : dir.toString())
                                .toList()));
        properties.putAll(Map.of(
                "offsets.topic.replication.factor", replicas,
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", replicas,
                "transaction.state.log.num.partitions", "4",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", replicas,
                "share.coordinator.state.topic.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0",
                "auto.create.topics.enable", "false"));
        properties.putAll(options.serverProperties());
        return properties;
    }

    private String privatePath(Path logDir) {
        return BrokerOptions.PRIVATE_ROOT + "/" + folder.relativize(logDir);
    }

    private void addListener(Properties properties, SecuredListener listener) {
        String prefixOfAddress = "," + SecuredListener.NAME + "://" + address + ":";
        int advertisedPort = listener.advertisedPort().orElse(securedPort);
        properties.merge("listeners", prefixOfAddress + securedPort, (before, added) -> before.toString() + added);
        properties.merge(
                "advertised.listeners", prefixOfAddress + advertisedPort, (before, added) -> before.toString() + added);
        properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
        properties.setProperty(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT," + SecuredListener.NAME + ":" + listener.protocol());
        String prefix = "listener.name." + SecuredListener.NAME.toLowerCase(Locale.ROOT) + ".";
        listener.settings().forEach((name, value) -> properties.setProperty(prefix + name, value));
    }

    private void writeLog4j() throws IOException {
        try (InputStream in = Objects.requireNonNull(BrokerFolder.class.getResourceAsStream(LOG4J_RESOURCE))) {
            Files.write(folder.resolve("log4j2.properties"), in.readAllBytes());
        }
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }
}
