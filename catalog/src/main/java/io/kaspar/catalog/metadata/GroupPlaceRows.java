package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.state.GroupStates;
import io.kaspar.catalog.cluster.state.GroupStates.GroupConsumer;
import io.kaspar.catalog.cluster.state.GroupStates.GroupPlace;
import io.kaspar.catalog.cluster.state.PartitionStates;
import io.kaspar.catalog.cluster.state.PartitionStates.Offsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** {@code $groups}: how far groups of consumers are. */
record GroupPlaceRows(Cluster cluster, String topic) implements MetadataRows {
    private static final Map<Offsets, String> LAGS =
            Map.of(Offsets.HIGH_WATERMARK, "lag", Offsets.LAST_STABLE, "committed_lag");
    private static final Set<String> OF_CONSUMERS = Set.of("client_id", "host");

    @Override
    public StructType columns() {
        return new MetadataColumns()
                .text("group_id", "the group")
                .number("partition", "of the topic")
                .always("committed_offset", DataTypes.LongType, "the next one that it will read")
                .maybe("lag", DataTypes.LongType, "offsets from there to the high watermark")
                .maybe(
                        "committed_lag",
                        DataTypes.LongType,
                        "offsets from there to the last stable offset: what a committed read has to do")
                .text("state", "of the group, Kafka's word: Stable, Empty, …")
                .maybe(
                        "client_id",
                        DataTypes.StringType,
                        "of the consumer that has the partition now; null when none has")
                .maybe("host", DataTypes.StringType, "where that consumer is")
                .text("metadata", "what was kept with the offset; mostly empty")
                .all();
    }

    @Override
    public List<Row> ask(Set<String> wanted) {
        boolean withConsumers = wanted.stream().anyMatch(OF_CONSUMERS::contains);
        List<GroupPlace> places = GroupStates.of(cluster, topic, withConsumers);
        // ends are asked for after the places, so that nobody is ahead of them
        Map<Integer, Map<Offsets, Long>> ends = new HashMap<>();
        if (!places.isEmpty() && wanted.stream().anyMatch(LAGS.values()::contains)) {
            PartitionStates.of(cluster, topic, LAGS.keySet())
                    .forEach(state -> ends.put(state.layout().partition(), state.offsets()));
        }
        return places.stream()
                .map(place -> row(place, ends.getOrDefault(place.partition(), Map.of())))
                .toList();
    }

    private static Row row(GroupPlace place, Map<Offsets, Long> ends) {
        return RowFactory.create(
                place.groupId(),
                place.partition(),
                place.offset(),
                lag(place, ends.get(Offsets.HIGH_WATERMARK)),
                lag(place, ends.get(Offsets.LAST_STABLE)),
                place.state(),
                place.consumer().map(GroupConsumer::clientId).orElse(null),
                place.consumer().map(GroupConsumer::host).orElse(null),
                place.metadata());
    }

    /** A group may have read what is not committed. */
    private static @Nullable Long lag(GroupPlace place, @Nullable Long end) {
        return end == null ? null : Math.max(0, end - place.offset());
    }
}
