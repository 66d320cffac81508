package io.kaspar.soak;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;

/** The brokers, which do often what brokers do now and then. */
final class SoakCluster implements AutoCloseable {
    static final int BROKERS = 3;
    static final int LOG_DIRS = 3;

    private static final long ANSWER_TIMEOUT_S = 15;
    private static final long STATE_TIMEOUT_MS = 25_000;
    private static final List<String> SMALL_JVM =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    private static final Map<String, String> LIVELY = Map.ofEntries(
            Map.entry("log.retention.check.interval.ms", "1000"),
            Map.entry("log.initial.task.delay.ms", "500"),
            Map.entry("log.cleaner.backoff.ms", "300"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("broker.heartbeat.interval.ms", "1000"),
            Map.entry("replica.lag.time.max.ms", "3000"),
            Map.entry("auto.leader.rebalance.enable", "false"),
            Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
            Map.entry("transaction.state.log.num.partitions", "2"),
            // as brokers have it by default: what is decided stays, whichever broker goes away
            Map.entry("transaction.state.log.min.isr", "2"),
            Map.entry("offsets.topic.num.partitions", "1"));

    private final EmbeddedKafka kafka;
    private final Admin admin;

    private SoakCluster(EmbeddedKafka kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                12_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                4_000));
    }

    static SoakCluster start() throws IOException {
        return new SoakCluster(EmbeddedKafka.start(BrokerOptions.singleNode()
                .withBrokerCount(BROKERS)
                .withLogDirCount(LOG_DIRS)
                .withJvmFlags(SMALL_JVM)
                .withServerProperties(LIVELY)));
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    Admin admin() {
        return admin;
    }

    /** Makes a topic; one that may lose records stays away from the controller's broker. */
    TopicLedger create(SoakTopic topic) throws IOException {
        NewTopic made = topic.has(SoakTopic.Trait.UNCLEAN)
                ? new NewTopic(topic.name(), Map.of(0, List.of(2, 3), 1, List.of(3, 2)))
                : new NewTopic(topic.name(), topic.partitions(), (short) topic.replication());
        Uuid topicId = answer(
                admin.createTopics(List.of(made.configs(topic.configs()))).topicId(topic.name()));
        await(() -> partitions(topic.name()).stream().allMatch(info -> info.leader() != null));
        return new TopicLedger(topic, topicId);
    }

    List<TopicPartitionInfo> partitions(String topic) throws IOException {
        return answer(admin.describeTopics(List.of(topic)).allTopicNames())
                .getOrDefault(topic, none())
                .partitions();
    }

    private static TopicDescription none() {
        return new TopicDescription("", false, List.of());
    }

    TopicPartitionInfo partition(String topic, int partition) throws IOException {
        return partitions(topic).stream()
                .filter(info -> info.partition() == partition)
                .findFirst()
                .orElseThrow(() -> new IOException(topic + " has no partition " + partition));
    }

    /** Where a broker keeps each replica, those on their way elsewhere left out. */
    Map<TopicPartition, Path> replicas(int nodeId) throws IOException {
        Map<String, LogDirDescription> logDirs =
                answer(admin.describeLogDirs(List.of(nodeId)).allDescriptions()).getOrDefault(nodeId, Map.of());
        Map<TopicPartition, Path> replicas = new HashMap<>();
        logDirs.forEach((logDir, description) -> description.replicaInfos().forEach((partition, info) -> {
            if (!info.isFuture()) {
                replicas.put(partition, Path.of(logDir));
            }
        }));
        return replicas;
    }

    static List<Integer> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }

    /** Waits for an answer of the cluster. */
    static <T> T answer(KafkaFuture<T> future) throws IOException {
        try {
            return future.get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the cluster did not do it: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Whether a state came about in time; the cluster may fail to answer meanwhile. */
    static boolean await(Callable<Boolean> state) throws IOException {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STATE_TIMEOUT_MS);
        while (System.nanoTime() < deadlineNanos) {
            if (holds(state)) {
                return true;
            }
            Life.sleep(100);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
        }
        return false;
    }

    private static boolean holds(Callable<Boolean> state) throws InterruptedIOException {
        try {
            return state.call();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | KafkaException e) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
        kafka.close();
    }
}
