package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.BrokerNode;
import io.kaspar.catalog.facts.PartitionLayout;
import io.kaspar.catalog.facts.Permission;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicRights;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/** Turns Kafka's description of a topic into ours. */
final class TopicDescriptionReader {
    private TopicDescriptionReader() {}

    static TopicLayout from(TopicDescription description, String clusterId) {
        List<PartitionLayout> partitions = description.partitions().stream()
                .sorted(Comparator.comparingInt(TopicPartitionInfo::partition))
                .map(TopicDescriptionReader::partition)
                .toList();
        return new TopicLayout(
                clusterId,
                description.name(),
                description.topicId().toString(),
                rights(description.authorizedOperations()),
                partitions);
    }

    private static TopicRights rights(@Nullable Set<AclOperation> operations) {
        return operations == null
                ? TopicRights.UNKNOWN
                : new TopicRights(
                        permission(operations, AclOperation.READ), permission(operations, AclOperation.WRITE));
    }

    private static Permission permission(Set<AclOperation> operations, AclOperation operation) {
        return operations.contains(operation) || operations.contains(AclOperation.ALL)
                ? Permission.GRANTED
                : Permission.DENIED;
    }

    private static PartitionLayout partition(TopicPartitionInfo info) {
        Node leader = info.leader();
        return new PartitionLayout(
                info.partition(),
                leader == null || leader.isEmpty() ? null : node(leader),
                info.replicas().stream().map(TopicDescriptionReader::node).toList(),
                info.isr().stream().map(TopicDescriptionReader::node).toList());
    }

    private static BrokerNode node(Node node) {
        return new BrokerNode(node.id(), node.host() == null ? "" : node.host(), node.port(), node.rack());
    }
}
