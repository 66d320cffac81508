package io.kaspar.catalog.cluster.state;

import io.kaspar.catalog.cluster.AdminUse;
import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.PartitionLayout;
import io.kaspar.catalog.facts.TopicLayout;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/** What the leaders of a topic's partitions tell: a few requests for all of them. */
public final class PartitionStates {
    private static final long NONE = -1;

    private PartitionStates() {}

    /** What is asked of leaders beside where partitions are. Each is a request to each leader's broker. */
    public enum Offsets {
        LOG_START,
        HIGH_WATERMARK,
        LAST_STABLE,
        NEWEST
    }

    /**
     * A partition now.
     *
     * @param leaderEpoch as an offset was told with it; empty when none was
     * @param offsets those that were asked for and told: none where there is no leader, or it does not answer
     * @param newestMs the greatest time of a record; empty when there is none, or nobody asked
     */
    public record PartitionState(
            PartitionLayout layout, OptionalInt leaderEpoch, Map<Offsets, Long> offsets, OptionalLong newestMs) {
        public PartitionState {
            offsets = Map.copyOf(offsets);
        }
    }

    /**
     * All partitions of a topic, in order; none when it is gone.
     *
     * @throws ClusterException when the cluster cannot be asked or refuses; not when a leader is away
     */
    public static List<PartitionState> of(Cluster cluster, String topic, Set<Offsets> wanted) {
        cluster.forget(topic);
        Optional<TopicLayout> layout = cluster.firstLayout(List.of(topic));
        return layout.map(found -> cluster.inquire(use -> ask(use, found, wanted)))
                .orElse(List.of());
    }

    private static List<PartitionState> ask(AdminUse use, TopicLayout layout, Set<Offsets> wanted) {
        Set<TopicPartition> led = layout.partitions().stream()
                .filter(partition -> partition.leader() != null)
                .map(partition -> new TopicPartition(layout.topic(), partition.partition()))
                .collect(Collectors.toSet());
        Map<Offsets, ListOffsetsResult> asked = new EnumMap<>(Offsets.class);
        wanted.forEach(offsets -> asked.put(offsets, ask(use, led, offsets)));
        List<PartitionState> states = new ArrayList<>();
        for (PartitionLayout partition : layout.partitions()) {
            Map<Offsets, ListOffsetsResultInfo> told = new EnumMap<>(Offsets.class);
            if (partition.leader() != null) {
                TopicPartition name = new TopicPartition(layout.topic(), partition.partition());
                asked.forEach((offsets, result) -> told(use, result, name).ifPresent(info -> told.put(offsets, info)));
            }
            states.add(state(partition, told));
        }
        return states;
    }

    private static ListOffsetsResult ask(AdminUse use, Set<TopicPartition> partitions, Offsets offsets) {
        OffsetSpec spec = switch (offsets) {
            case LOG_START -> OffsetSpec.earliest();
            case HIGH_WATERMARK, LAST_STABLE -> OffsetSpec.latest();
            case NEWEST -> OffsetSpec.maxTimestamp();
        };
        IsolationLevel level =
                offsets == Offsets.LAST_STABLE ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED;
        ListOffsetsOptions options = new ListOffsetsOptions(level);
        options.timeoutMs(use.timeoutMs());
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        partitions.forEach(partition -> specs.put(partition, spec));
        return use.admin().listOffsets(specs, options);
    }

    private static Optional<ListOffsetsResultInfo> told(
            AdminUse use, ListOffsetsResult result, TopicPartition partition) {
        try {
            return Optional.of(use.await(result.partitionResult(partition), "asking for the offsets of " + partition));
        } catch (ClusterException e) {
            if (e.isCausedBy(AuthorizationException.class)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static PartitionState state(PartitionLayout layout, Map<Offsets, ListOffsetsResultInfo> told) {
        Map<Offsets, Long> offsets = new EnumMap<>(Offsets.class);
        told.forEach((which, info) -> {
            if (info.offset() != NONE) {
                offsets.put(which, info.offset());
            }
        });
        OptionalInt leaderEpoch = told.values().stream()
                .flatMapToInt(info -> info.leaderEpoch().stream().mapToInt(Integer::intValue))
                .max();
        ListOffsetsResultInfo newest = told.get(Offsets.NEWEST);
        OptionalLong newestMs = newest == null || newest.timestamp() == NONE
                ? OptionalLong.empty()
                : OptionalLong.of(newest.timestamp());
        return new PartitionState(layout, leaderEpoch, offsets, newestMs);
    }
}
