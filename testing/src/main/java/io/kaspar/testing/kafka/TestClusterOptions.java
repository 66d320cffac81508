package io.kaspar.testing.kafka;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link TestCluster} is like: one broker with one log directory unless told otherwise. Each call gives a changed copy. */
public record TestClusterOptions(
        int brokers,
        int disksPerBroker,
        Map<String, String> properties,
        Map<Integer, Map<String, String>> brokerProperties,
        @Nullable Path baseDirectory) {

    /** Settings that let one broker do what three do by default, and that keep it small and quick. */
    private static final Map<String, String> DEFAULT_PROPERTIES = Map.ofEntries(
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("log.cleaner.backoff.ms", "100"),
            Map.entry("log.initial.task.delay.ms", "200"),
            // records of tests are of any time: retention is for topics that ask for it
            Map.entry("log.retention.ms", "-1"),
            Map.entry("log.index.size.max.bytes", "1048576"));

    public TestClusterOptions {
        if (brokers < 1 || disksPerBroker < 1) {
            throw new IllegalArgumentException(brokers + " brokers with " + disksPerBroker + " disks");
        }
        properties = Map.copyOf(properties);
        brokerProperties = Map.copyOf(brokerProperties);
    }

    public static TestClusterOptions defaults() {
        return new TestClusterOptions(1, 1, DEFAULT_PROPERTIES, Map.of(), null);
    }

    /** Brokers with the ids 0 up; their controller is a node of its own. */
    public TestClusterOptions withBrokers(int count) {
        return new TestClusterOptions(count, disksPerBroker, properties, brokerProperties, baseDirectory);
    }

    /** Log directories of each broker. */
    public TestClusterOptions withDisksPerBroker(int count) {
        return new TestClusterOptions(brokers, count, properties, brokerProperties, baseDirectory);
    }

    /** A setting of all brokers and the controller. */
    public TestClusterOptions withProperty(String name, Object value) {
        Map<String, String> changed = new LinkedHashMap<>(properties);
        changed.put(name, value.toString());
        return new TestClusterOptions(brokers, disksPerBroker, changed, brokerProperties, baseDirectory);
    }

    /** Settings of one broker. */
    public TestClusterOptions withBrokerProperties(int brokerId, Map<String, String> settings) {
        Map<Integer, Map<String, String>> changed = new LinkedHashMap<>(brokerProperties);
        changed.put(brokerId, Map.copyOf(settings));
        return new TestClusterOptions(brokers, disksPerBroker, properties, changed, baseDirectory);
    }

    /** Where log directories are made; a temporary directory unless given. */
    public TestClusterOptions withBaseDirectory(Path directory) {
        return new TestClusterOptions(brokers, disksPerBroker, properties, brokerProperties, directory);
    }
}
