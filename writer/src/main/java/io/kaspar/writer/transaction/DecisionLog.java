package io.kaspar.writer.transaction;

import io.kaspar.client.ClientKey;
import io.kaspar.client.KafkaClientSettings;
import io.kaspar.writer.WriteException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic of what was decided: compacted, of one partition, its keys the transactional ids of drivers. Only who has that id writes
 * records of a key, and in a transaction of it, so that a driver which was replaced decides nothing more.
 */
final class DecisionLog {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
    private static final int FETCH_WAIT_MS = 10;
    private static final Duration POLL = Duration.ofMillis(10);

    /** Longer than a driver's own transaction can be open, which hides what was decided after it. */
    private static final long LONGEST_READ_MS = 90_000;

    /** What was decided must outlive a broker, whatever the cluster does with topics by default. */
    private static final int MOST_REPLICAS = 3;

    private static final long SEGMENT_MS = 3_600_000;

    private final TransactionalCluster cluster;
    private final Admin admin;
    private final KafkaAnswers answers;
    private final TopicPartition partition;

    DecisionLog(TransactionalCluster cluster, Admin admin) {
        this.cluster = cluster;
        this.admin = admin;
        this.answers = new KafkaAnswers(cluster);
        this.partition = new TopicPartition(cluster.decisionTopic(), 0);
    }

    /** Makes the topic where it is not there yet, and asks for the right to write to it. */
    void prepare() throws WriteException {
        if (!isThere()) {
            create();
        }
    }

    /** Asks for the right to write to it as well. */
    boolean isThere() throws WriteException {
        String what = "asking for topic " + cluster.decisionTopic();
        try {
            TopicDescription topic = admin.describeTopics(
                            List.of(cluster.decisionTopic()),
                            new DescribeTopicsOptions()
                                    .includeAuthorizedOperations(true)
                                    .timeoutMs(cluster.requestTimeoutMs()))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next();
            if (topic.authorizedOperations() != null
                    && !topic.authorizedOperations().contains(AclOperation.WRITE)) {
                throw answers.failure(
                        what, new TopicAuthorizationException("no right to write to topic " + cluster.decisionTopic()));
            }
            return true;
        } catch (InterruptedException e) {
            throw answers.interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw answers.failure(what, e.getCause());
        }
    }

    private void create() throws WriteException {
        int brokers = answers.await(admin.describeCluster().nodes(), "asking for the brokers")
                .size();
        int replicas = Math.min(MOST_REPLICAS, brokers);
        NewTopic topic = new NewTopic(cluster.decisionTopic(), 1, (short) replicas)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.SEGMENT_MS_CONFIG, Long.toString(SEGMENT_MS),
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(Math.max(1, replicas - 1))));
        try {
            var unused = admin.createTopics(
                            List.of(topic), new CreateTopicsOptions().timeoutMs(cluster.requestTimeoutMs()))
                    .all()
                    .get();
        } catch (InterruptedException e) {
            throw answers.interrupted(e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw answers.failure("creating topic " + cluster.decisionTopic(), e.getCause());
            }
        }
    }

    /** What was decided and not removed yet, by key. */
    Map<String, Decision> read() throws WriteException {
        long end = end();
        Map<String, Decision> decisions = new LinkedHashMap<>();
        ClientKey key = ClientKey.ofThisThread(cluster.kafkaProperties());
        try (KafkaConsumer<byte[], byte[]> consumer = key.withClassLoader(() ->
                new KafkaConsumer<>(consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer()))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadlineMs = System.currentTimeMillis() + LONGEST_READ_MS;
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    read(record, decisions);
                }
                if (System.currentTimeMillis() > deadlineMs) {
                    throw new WriteException(
                            "topic " + cluster.decisionTopic() + " at " + cluster.servers()
                                    + " could not be read to its end: at offset " + consumer.position(partition)
                                    + " of " + end
                                    + "; see whether its leader is there, and which transactions are open on it",
                            null);
                }
            }
        } catch (KafkaException e) {
            throw answers.failure("reading topic " + cluster.decisionTopic(), e);
        }
        return decisions;
    }

    private static void read(ConsumerRecord<byte[], byte[]> record, Map<String, Decision> decisions) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            decisions.remove(key);
            return;
        }
        try {
            Decision decision = Decision.of(new String(record.value(), StandardCharsets.UTF_8));
            if (decision.key().equals(key)) {
                decisions.put(key, decision);
                return;
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("offset {} of topic {}", record.offset(), record.topic(), e);
        }
        LOG.warn(
                "The record at offset {} of topic {} is no decision about a write, and is passed over",
                record.offset(),
                record.topic());
    }

    /** Behind open transactions, too: one of a driver that died hides what others decided, until it times out. */
    private long end() throws WriteException {
        ListOffsetsOptions options = new ListOffsetsOptions();
        options.timeoutMs(cluster.requestTimeoutMs());
        return answers.await(
                        admin.listOffsets(Map.of(partition, OffsetSpec.latest()), options)
                                .partitionResult(partition),
                        "asking for the end of topic " + cluster.decisionTopic())
                .offset();
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> settings = new HashMap<>(KafkaClientSettings.clientSettings(cluster.kafkaProperties()));
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // what is read is there: a broker that waits for more only keeps a statement waiting
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }
}
