package io.kaspar.catalog.plan;

import io.kaspar.catalog.facts.BoundFacts;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.BoundOptions;
import io.kaspar.catalog.options.OffsetBound;
import io.kaspar.catalog.options.OffsetBound.Earliest;
import io.kaspar.catalog.options.OffsetBound.Group;
import io.kaspar.catalog.options.OffsetBound.Latest;
import io.kaspar.catalog.options.OffsetBound.Offsets;
import io.kaspar.catalog.options.OffsetBound.Snapshot;
import io.kaspar.catalog.options.OffsetBound.Timestamp;
import io.kaspar.catalog.options.OffsetBound.Timestamps;
import io.kaspar.catalog.options.OffsetBound.Until;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.reader.log.OffsetRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the bounds that a query sets into offsets within its snapshot. */
final class BoundsResolver {
    private final String topic;
    private final int partitionCount;
    private final BoundOptions bounds;
    private final boolean failOnDataLoss;
    private final Set<Integer> chosen;
    private final Set<Integer> partitions;

    /**
     * @param failOnDataLoss a starting offset that is no longer in the log is an error, else reading starts at what is left
     * @param chosen for which the bounds have to say something
     * @param partitions of these that are read; nothing is asked or checked of others
     */
    BoundsResolver(
            String topic,
            int partitionCount,
            BoundOptions bounds,
            boolean failOnDataLoss,
            Set<Integer> chosen,
            Set<Integer> partitions) {
        this.topic = topic;
        this.partitionCount = partitionCount;
        this.bounds = bounds;
        this.failOnDataLoss = failOnDataLoss;
        this.chosen = chosen;
        this.partitions = partitions;
    }

    /**
     * What to read of each of the partitions.
     *
     * @param lost what is asked for and gone
     */
    record Resolved(SortedMap<Integer, OffsetRange> ranges, List<LostOffsets> lost) {}

    /** The consumer group whose offsets have to be asked for, to start there; null where none is named. */
    @Nullable
    String startGroup() {
        return bounds.start() instanceof Group group ? group.group() : null;
    }

    /** The times whose first offsets have to be asked for, to start there; empty when no time is set. */
    Map<Integer, Long> startTimesMs() {
        return timesMs(bounds.start(), "startingOffsetsByTimestamp");
    }

    /** The same for the end. */
    Map<Integer, Long> endTimesMs() {
        return timesMs(bounds.end(), "endingOffsetsByTimestamp");
    }

    private Map<Integer, Long> timesMs(OffsetBound bound, String option) {
        if (bound instanceof Timestamps timestamps) {
            return wanted(timestamps.byPartition(), option);
        }
        if (bound instanceof Until until) {
            return everywhere(until.timestampMs());
        }
        return bound instanceof Timestamp timestamp ? everywhere(timestamp.timestampMs()) : Map.of();
    }

    /** The snapshot of a topic as it is now, with the logs that the query means, which may be former ones. */
    TopicSnapshot meant(TopicSnapshot now) {
        return bounds.end() instanceof Snapshot snapshot ? FormerState.meant(snapshot, now) : now;
    }

    /** @throws OptionException when the bounds contradict each other or the snapshot */
    Resolved resolve(BoundFacts facts) {
        if (bounds.end() instanceof Snapshot snapshot) {
            return new Resolved(
                    new TreeMap<>(FormerState.ranges(topic, snapshot, facts.snapshot(), partitions)), List.of());
        }
        List<LostOffsets> lost = new ArrayList<>();
        Map<Integer, Long> starts = starts(facts, lost);
        Map<Integer, Long> ends = ends(facts, lost);
        SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
        for (int partition : partitions) {
            OffsetRange held = facts.snapshot().range(partition);
            long start = starts.getOrDefault(partition, held.startOffset());
            long end = ends.getOrDefault(partition, held.endOffset());
            if (start > end) {
                throw new OptionException(
                        "partition " + partition + " of topic " + topic + " would be read from offset " + start
                                + " up to " + end + ": the starting option lies behind the ending one");
            }
            ranges.put(partition, new OffsetRange(start, end));
        }
        return new Resolved(ranges, lost);
    }

    private Map<Integer, Long> starts(BoundFacts facts, List<LostOffsets> lost) {
        TopicSnapshot snapshot = facts.snapshot();
        OffsetBound start = bounds.start();
        if (start instanceof Earliest) {
            return Map.of();
        }
        if (start instanceof Latest) {
            return within(snapshot, everywhere(Offsets.LATEST), said(Offsets.Source.OPTION, "startingOffsets"), lost);
        }
        if (start instanceof Offsets offsets) {
            return within(
                    snapshot,
                    wanted(offsets.byPartition(), "startingOffsets"),
                    said(offsets.source(), "startingOffsets"),
                    lost);
        }
        if (start instanceof Group group) {
            return within(snapshot, offsets(group, facts.startsAt()), "the consumer group " + group.group(), lost);
        }
        Map<Integer, Long> found = new HashMap<>(facts.startsAt());
        startTimesMs().forEach((partition, timestampMs) -> {
            if (!found.containsKey(partition)) {
                found.put(partition, withoutRecord(snapshot, partition, timestampMs));
            }
        });
        return clamped(snapshot, found);
    }

    private Map<Integer, Long> offsets(Group group, Map<Integer, Long> committed) {
        Map<Integer, Long> offsets = new HashMap<>();
        for (int partition : partitions) {
            offsets.put(
                    partition,
                    committed.containsKey(partition)
                            ? committed.get(partition)
                            : switch (group.whenNone()) {
                                case EARLIEST -> Offsets.EARLIEST;
                                case LATEST -> Offsets.LATEST;
                                case NONE ->
                                    throw new OptionException("the consumer group " + group.group()
                                            + " has no offset of partition " + partition + " of topic " + topic
                                            + "; set auto.offset.reset to earliest or latest to start there");
                            });
        }
        return offsets;
    }

    private long withoutRecord(TopicSnapshot snapshot, int partition, long timestampMs) {
        if (!bounds.latestWhenNoTimestamp()) {
            throw new OptionException("partition " + partition + " of topic " + topic + " has no record of time "
                    + timestampMs + " or later; set startingOffsetsByTimestampStrategy=latest to read nothing of it");
        }
        return snapshot.range(partition).endOffset();
    }

    private Map<Integer, Long> ends(BoundFacts facts, List<LostOffsets> lost) {
        OffsetBound end = bounds.end();
        if (end instanceof Latest) {
            return Map.of();
        }
        if (end instanceof Earliest) {
            return within(
                    facts.snapshot(), everywhere(Offsets.EARLIEST), said(Offsets.Source.OPTION, "endingOffsets"), lost);
        }
        if (end instanceof Offsets offsets) {
            return within(
                    facts.snapshot(),
                    wanted(offsets.byPartition(), "endingOffsets"),
                    said(offsets.source(), "endingOffsets"),
                    lost);
        }
        if (end instanceof Until until && failOnDataLoss) {
            FormerState.requireRest(topic, until, facts.snapshot(), facts.endsAt());
        }
        return clamped(facts.snapshot(), facts.endsAt());
    }

    /** Who says an offset, as errors begin with it. */
    private static String said(Offsets.Source source, String option) {
        return switch (source) {
            case OPTION -> "option " + option;
            case CHECKPOINT -> "the stream's checkpoint";
        };
    }

    /** Records may have come since the snapshot, or left it. */
    private static Map<Integer, Long> clamped(TopicSnapshot snapshot, Map<Integer, Long> offsets) {
        Map<Integer, Long> clamped = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            OffsetRange held = snapshot.range(partition);
            clamped.put(partition, Math.max(held.startOffset(), Math.min(held.endOffset(), offset)));
        });
        return clamped;
    }

    private Map<Integer, Long> everywhere(long number) {
        Map<Integer, Long> everywhere = new HashMap<>();
        for (int partition : partitions) {
            everywhere.put(partition, number);
        }
        return everywhere;
    }

    private Map<Integer, Long> within(
            TopicSnapshot snapshot, Map<Integer, Long> offsets, String speaker, List<LostOffsets> lost) {
        Map<Integer, Long> resolved = new HashMap<>();
        offsets.forEach(
                (partition, offset) -> resolved.put(partition, offset(snapshot, partition, offset, speaker, lost)));
        return resolved;
    }

    private long offset(TopicSnapshot snapshot, int partition, long offset, String speaker, List<LostOffsets> lost) {
        OffsetRange held = snapshot.range(partition);
        if (offset == Offsets.EARLIEST) {
            return held.startOffset();
        }
        if (offset == Offsets.LATEST) {
            return held.endOffset();
        }
        if (offset > held.endOffset()) {
            throw new OptionException(speaker + " says offset " + offset + ", but partition " + partition + " of topic "
                    + topic + " ends at " + held.endOffset());
        }
        if (offset < held.startOffset() && failOnDataLoss) {
            throw new ClusterException("records are lost: " + speaker + " says offset " + offset
                    + ", but partition " + partition + " of topic " + topic + " now starts at " + held.startOffset()
                    + "; set failOnDataLoss=false to read what is left");
        }
        if (offset >= held.startOffset()) {
            return offset;
        }
        lost.add(new LostOffsets(partition, speaker, offset, held.startOffset()));
        return held.startOffset();
    }

    private Map<Integer, Long> wanted(Map<Integer, Long> byPartition, String option) {
        boolean areThere =
                byPartition.keySet().stream().allMatch(partition -> partition >= 0 && partition < partitionCount);
        if (!areThere || !byPartition.keySet().containsAll(chosen)) {
            String which = chosen.size() == partitionCount
                    ? "0 to " + (partitionCount - 1) + " of topic " + topic + " and no other"
                    : chosen.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")) + " of topic "
                            + topic;
            throw new OptionException("option " + option + " must say a number for each of the partitions " + which
                    + "; -2 stands for earliest, -1 for latest offsets");
        }
        Map<Integer, Long> wanted = new HashMap<>(byPartition);
        wanted.keySet().retainAll(partitions);
        return wanted;
    }
}
