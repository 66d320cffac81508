package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.state.LogDirStates;
import io.kaspar.catalog.cluster.state.LogDirStates.LogDirState;
import io.kaspar.catalog.cluster.state.TopicStates;
import io.kaspar.catalog.cluster.state.TopicStates.TopicState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code system.topics}. */
record TopicRows(Cluster cluster) implements MetadataRows {
    private static final String SIZE = "size_bytes";

    @Override
    public StructType columns() {
        return new MetadataColumns()
                .text("topic", "its name")
                .text("topic_id", "Kafka's id: another topic of the name has another one")
                .always("is_internal", DataTypes.BooleanType, "whether it is Kafka's own")
                .number("partitions", "how many")
                .number("replication_factor", "the most replicas that a partition has")
                .number("leaderless", "partitions that have no leader")
                .number("under_replicated", "partitions of which a replica is not in sync")
                .maybe(SIZE, DataTypes.LongType, "what all replicas take on disk; null unless all brokers tell")
                .all();
    }

    @Override
    public List<Row> ask(Set<String> wanted) {
        Map<String, Long> sizes = new HashMap<>();
        if (wanted.contains(SIZE)) {
            List<LogDirState> directories = LogDirStates.all(cluster);
            // a sum without what one of them has would be taken for the whole
            if (directories.stream().allMatch(directory -> directory.error().isEmpty())) {
                directories.forEach(directory -> directory
                        .replicas()
                        .forEach(replica -> sizes.merge(replica.topic(), replica.sizeBytes(), Long::sum)));
            }
        }
        return TopicStates.all(cluster).stream().map(topic -> row(topic, sizes)).toList();
    }

    private static Row row(TopicState topic, Map<String, Long> sizes) {
        return RowFactory.create(
                topic.topic(),
                topic.topicId(),
                topic.isInternal(),
                topic.partitions(),
                topic.replicationFactor(),
                topic.leaderless(),
                topic.underReplicated(),
                sizes.get(topic.topic()));
    }
}
