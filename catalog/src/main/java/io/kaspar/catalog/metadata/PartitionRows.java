package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.state.LogDirStates;
import io.kaspar.catalog.cluster.state.PartitionStates;
import io.kaspar.catalog.cluster.state.PartitionStates.Offsets;
import io.kaspar.catalog.cluster.state.PartitionStates.PartitionState;
import io.kaspar.catalog.facts.BrokerNode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** {@code $partitions}: where they are, and what they hold. */
record PartitionRows(Cluster cluster, String topic) implements MetadataRows {
    private static final Map<Offsets, String> OFFSETS = new EnumMap<>(Map.of(
            Offsets.LOG_START, "log_start_offset",
            Offsets.HIGH_WATERMARK, "high_watermark",
            Offsets.LAST_STABLE, "last_stable_offset",
            Offsets.NEWEST, "newest_timestamp"));
    private static final String SIZE = "size_bytes";
    private static final String LEADER_EPOCH = "leader_epoch";

    @Override
    public StructType columns() {
        return new MetadataColumns()
                .number("partition", "from 0 on")
                .maybe("leader", DataTypes.IntegerType, "the broker that takes records; null while there is none")
                .maybe(LEADER_EPOCH, DataTypes.IntegerType, "counts the leaders")
                .always("replicas", DataTypes.createArrayType(DataTypes.IntegerType, false), "brokers, as assigned")
                .always(
                        "in_sync",
                        DataTypes.createArrayType(DataTypes.IntegerType, false),
                        "those of them that have every committed record")
                .maybe("log_start_offset", DataTypes.LongType, "of the first record that is there")
                .maybe("high_watermark", DataTypes.LongType, "behind the last record that all in-sync replicas have")
                .maybe(
                        "last_stable_offset",
                        DataTypes.LongType,
                        "before the first record of an open transaction: where committed reads end")
                .maybe(SIZE, DataTypes.LongType, "what the leader's log takes on disk, as it is, compressed")
                .maybe("newest_timestamp", DataTypes.TimestampType, "the greatest time of a record")
                .all();
    }

    @Override
    public List<Row> ask(Set<String> wanted) {
        Set<Offsets> offsets = OFFSETS.keySet().stream()
                .filter(which -> wanted.contains(OFFSETS.get(which))
                        || (which == Offsets.HIGH_WATERMARK && wanted.contains(LEADER_EPOCH)))
                .collect(Collectors.toSet());
        List<PartitionState> states = PartitionStates.of(cluster, topic, offsets);
        Map<Integer, Map<Integer, Long>> sizes = wanted.contains(SIZE) ? sizes() : Map.of();
        return states.stream().map(state -> row(state, sizes)).toList();
    }

    /** By partition and broker. */
    private Map<Integer, Map<Integer, Long>> sizes() {
        Map<Integer, Map<Integer, Long>> sizes = new HashMap<>();
        LogDirStates.all(cluster)
                .forEach(directory -> directory.replicas().stream()
                        .filter(replica -> replica.topic().equals(topic) && !replica.isFuture())
                        .forEach(replica -> sizes.computeIfAbsent(replica.partition(), partition -> new HashMap<>())
                                .put(directory.brokerId(), replica.sizeBytes())));
        return sizes;
    }

    private static Row row(PartitionState state, Map<Integer, Map<Integer, Long>> sizes) {
        BrokerNode leader = state.layout().leader();
        return RowFactory.create(
                state.layout().partition(),
                leader == null ? null : leader.nodeId(),
                state.leaderEpoch().isPresent() ? state.leaderEpoch().getAsInt() : null,
                ids(state.layout().replicas()),
                ids(state.layout().inSync()),
                state.offsets().get(Offsets.LOG_START),
                state.offsets().get(Offsets.HIGH_WATERMARK),
                state.offsets().get(Offsets.LAST_STABLE),
                leader == null ? null : size(sizes, state.layout().partition(), leader.nodeId()),
                MetadataColumns.time(state.newestMs()));
    }

    private static @Nullable Long size(Map<Integer, Map<Integer, Long>> sizes, int partition, int broker) {
        return sizes.getOrDefault(partition, Map.of()).get(broker);
    }

    private static Integer[] ids(List<BrokerNode> nodes) {
        return nodes.stream().map(BrokerNode::nodeId).toArray(Integer[]::new);
    }
}
