package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicDefinition;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DeleteRecordsOptions;
import org.apache.kafka.clients.admin.DeleteTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;

/** Changes topics of a cluster. */
final class TopicChanges {
    private final Admin admin;
    private final AdminCalls calls;
    private final int timeoutMs;

    TopicChanges(Admin admin, AdminCalls calls, int timeoutMs) {
        this.admin = admin;
        this.calls = calls;
        this.timeoutMs = timeoutMs;
    }

    /** Asks whether the topic could be made: its name, settings, replicas, and the principal's right. */
    void tryCreate(TopicDefinition topic) {
        var unused = create(topic, true);
    }

    /** Makes a topic and gives its id. */
    String create(TopicDefinition topic) {
        return create(topic, false);
    }

    private String create(TopicDefinition topic, boolean isTried) {
        Optional<Integer> partitions = topic.partitions().stream().boxed().findFirst();
        Optional<Short> replicas =
                topic.replicas().stream().mapToObj(count -> (short) count).findFirst();
        NewTopic made = new NewTopic(topic.topic(), partitions, replicas).configs(topic.configs());
        CreateTopicsOptions options =
                new CreateTopicsOptions().timeoutMs(timeoutMs).validateOnly(isTried);
        return calls.await(
                        admin.createTopics(List.of(made), options).topicId(topic.topic()),
                        "creating the topic " + topic.topic())
                .toString();
    }

    /** Deletes the topic of this id, and no other that has its name by now. */
    void delete(String topic, String topicId) {
        TopicCollection byId = TopicCollection.ofTopicIds(List.of(Uuid.fromString(topicId)));
        calls.await(
                admin.deleteTopics(byId, new DeleteTopicsOptions().timeoutMs(timeoutMs))
                        .all(),
                "deleting the topic " + topic);
    }

    /**
     * Changes Kafka's own settings of a topic.
     *
     * @param configs new values; empty for a setting that the topic shall have no more
     * @param isTried whether it is only asked whether that goes
     */
    void configure(String topic, Map<String, Optional<String>> configs, boolean isTried) {
        Collection<AlterConfigOp> changes = configs.entrySet().stream()
                .map(config -> new AlterConfigOp(
                        new ConfigEntry(config.getKey(), config.getValue().orElse("")),
                        config.getValue().isPresent() ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE))
                .toList();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        calls.await(
                admin.incrementalAlterConfigs(
                                Map.of(resource, changes),
                                new AlterConfigsOptions().timeoutMs(timeoutMs).validateOnly(isTried))
                        .all(),
                "changing the settings of the topic " + topic);
    }

    /**
     * Deletes records from the beginnings of partitions on.
     *
     * @param ends by partition: the first offset that stays
     */
    void deleteRecords(String topic, Map<Integer, Long> ends) {
        Map<TopicPartition, RecordsToDelete> deleted = new HashMap<>();
        ends.forEach((partition, end) ->
                deleted.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(end)));
        calls.await(
                admin.deleteRecords(deleted, new DeleteRecordsOptions().timeoutMs(timeoutMs))
                        .all(),
                "deleting records of the topic " + topic);
    }

    /**
     * Adds partitions until there are so many.
     *
     * @param isTried whether it is only asked whether that goes
     * @throws ClusterException also when the topic has as many, or more
     */
    void addPartitions(String topic, int count, boolean isTried) {
        calls.await(
                admin.createPartitions(
                                Map.of(topic, NewPartitions.increaseTo(count)),
                                new CreatePartitionsOptions()
                                        .timeoutMs(timeoutMs)
                                        .validateOnly(isTried))
                        .all(),
                "adding partitions to the topic " + topic);
    }
}
