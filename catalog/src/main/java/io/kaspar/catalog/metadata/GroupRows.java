package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.state.GroupStates;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code system.groups}. */
record GroupRows(Cluster cluster) implements MetadataRows {
    private static final Set<String> OF_COORDINATORS = Set.of("members", "coordinator");

    @Override
    public StructType columns() {
        return new MetadataColumns()
                .text("group_id", "its name")
                .text("type", "Kafka's word: Classic, Consumer, Share, Streams")
                .text("protocol", "what its members speak; empty where offsets were only kept under its name")
                .text("state", "Kafka's word: Stable, Empty, …")
                .maybe(
                        "members",
                        DataTypes.IntegerType,
                        "how many consumers there are; null for groups of another kind")
                .maybe(
                        "coordinator",
                        DataTypes.IntegerType,
                        "the broker that keeps its offsets; null for groups of another kind")
                .all();
    }

    @Override
    public List<Row> ask(Set<String> wanted) {
        return GroupStates.all(cluster, wanted.stream().anyMatch(OF_COORDINATORS::contains)).stream()
                .map(group -> RowFactory.create(
                        group.groupId(),
                        group.type(),
                        group.protocol(),
                        group.state(),
                        group.members().orElse(null),
                        group.coordinator().orElse(null)))
                .toList();
    }
}
