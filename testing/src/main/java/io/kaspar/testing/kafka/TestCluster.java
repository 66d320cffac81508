package io.kaspar.testing.kafka;

import io.kaspar.embedded.KafkaCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/**
 * A Kafka cluster of one controller and some brokers in this process, on loopback ports that the system chose.
 *
 * <p>Takes about two seconds to start. Closing it stops all nodes and deletes their directories.
 */
public final class TestCluster implements KafkaCluster {
    private static final long ANSWER_TIMEOUT_S = 60;

    private final KafkaClusterTestKit kit;
    private final Admin admin;

    private TestCluster(KafkaClusterTestKit kit) {
        this.kit = kit;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kit.bootstrapServers()));
    }

    /** Starts one broker. */
    public static TestCluster start() {
        return start(TestClusterOptions.defaults());
    }

    public static TestCluster start(TestClusterOptions options) {
        return unchecked(() -> {
            KafkaClusterTestKit.Builder builder = new KafkaClusterTestKit.Builder(nodes(options));
            options.properties().forEach(builder::setConfigProp);
            KafkaClusterTestKit kit = builder.build();
            try {
                kit.format();
                kit.startup();
                kit.waitForReadyBrokers();
                return new TestCluster(kit);
            } catch (Exception e) {
                kit.close();
                throw e;
            }
        });
    }

    // Never combined nodes: with three of them closing the kit does not end.
    private static TestKitNodes nodes(TestClusterOptions options) {
        TestKitNodes.Builder nodes = new TestKitNodes.Builder()
                .setNumControllerNodes(1)
                .setNumBrokerNodes(options.brokers())
                .setNumDisksPerBroker(options.disksPerBroker())
                .setPerServerProperties(options.brokerProperties());
        Path baseDirectory = options.baseDirectory();
        return (baseDirectory == null ? nodes : nodes.setBaseDirectory(baseDirectory)).build();
    }

    @Override
    public String bootstrapServers() {
        return kit.bootstrapServers();
    }

    /** The address of another listener of the only broker, which the options gave it. */
    public String bootstrapServers(String listener) {
        return "localhost:" + broker(0).boundPort(new ListenerName(listener));
    }

    @Override
    public String clusterId() {
        return kit.nodes().clusterId();
    }

    /** A client that lives as long as the cluster; callers do not close it. */
    public Admin admin() {
        return admin;
    }

    /** Short ways to write to this cluster. */
    public TestProducer producer() {
        return new TestProducer(bootstrapServers());
    }

    /** What Kafka's own consumer reads from this cluster. */
    public TestConsumer consumer() {
        return new TestConsumer(bootstrapServers());
    }

    /** Creates a topic with one replica. */
    public Uuid createTopic(String name, int partitions) {
        return createTopic(name, partitions, 1, Map.of());
    }

    /** Creates a topic and waits until every partition has a leader. */
    public Uuid createTopic(String name, int partitions, int replication, Map<String, String> configs) {
        return unchecked(() -> {
            NewTopic topic = new NewTopic(name, partitions, (short) replication).configs(configs);
            Uuid topicId = admin.createTopics(List.of(topic)).topicId(name).get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS);
            for (int partition = 0; partition < partitions; partition++) {
                awaitLeader(new TopicPartition(name, partition));
            }
            return topicId;
        });
    }

    private void awaitLeader(TopicPartition partition) {
        Waiting.until("a leader of " + partition, () -> hasLeader(partition));
    }

    private boolean hasLeader(TopicPartition partition) throws InterruptedException {
        try {
            return admin.describeTopics(List.of(partition.topic())).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .anyMatch(info -> info.partition() == partition.partition()
                            && info.leader() != null
                            && !info.leader().isEmpty());
        } catch (ExecutionException e) {
            return false; // a broker that does not know the topic yet
        }
    }

    /** A partition as the cluster describes it now: its leader, its replicas, which of them are in sync. */
    public TopicPartitionInfo partition(String topic, int partition) {
        return unchecked(() -> Objects.requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS)
                        .get(topic))
                .partitions()
                .get(partition));
    }

    /** Node ids start with 0. */
    @Override
    public List<Integer> nodeIds() {
        return kit.nodes().brokerNodes().keySet().stream().sorted().toList();
    }

    @Override
    public List<Path> logDirs(int brokerId) {
        return Objects.requireNonNull(kit.nodes().brokerNodes().get(brokerId), () -> "there is no broker " + brokerId)
                .logDataDirectories()
                .stream()
                .map(Path::of)
                .sorted()
                .toList();
    }

    /** The only or first log directory of a broker. */
    public Path logDir(int brokerId) {
        return logDirs(brokerId).get(0);
    }

    /** Where a broker keeps a partition; a follower may take a moment to make the directory, which this waits for. */
    public Path partitionDirectory(int brokerId, String topic, int partition) {
        String name = topic + "-" + partition;
        Waiting.until(
                "a replica of " + name + " on broker " + brokerId,
                () -> findDirectory(brokerId, name).isPresent());
        return findDirectory(brokerId, name).orElseThrow();
    }

    private Optional<Path> findDirectory(int brokerId, String name) {
        return logDirs(brokerId).stream()
                .map(logDir -> logDir.resolve(name))
                .filter(Files::isDirectory)
                .findFirst();
    }

    @Override
    public void stopBroker(int brokerId) {
        broker(brokerId).shutdown();
        broker(brokerId).awaitShutdown();
    }

    /** Starts a stopped broker again; it has another port then, see {@link #bootstrapServers}. */
    @Override
    public void startBroker(int brokerId) {
        broker(brokerId).startup();
    }

    private BrokerServer broker(int brokerId) {
        return Objects.requireNonNull(kit.brokers().get(brokerId), () -> "there is no broker " + brokerId);
    }

    @Override
    public void close() {
        admin.close();
        unchecked(() -> {
            kit.close();
            return true;
        });
    }

    private static <T> T unchecked(Callable<T> action) {
        try {
            return action.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the test cluster failed", e);
        }
    }
}
