package io.kaspar.catalog.scan;

import io.kaspar.catalog.cluster.ClusterException;
import io.kaspar.catalog.cluster.TopicSnapshot;
import io.kaspar.catalog.options.BoundOptions;
import io.kaspar.catalog.options.OffsetBound;
import io.kaspar.catalog.options.OffsetBound.Earliest;
import io.kaspar.catalog.options.OffsetBound.Latest;
import io.kaspar.catalog.options.OffsetBound.Offsets;
import io.kaspar.catalog.options.OffsetBound.Timestamp;
import io.kaspar.catalog.options.OffsetBound.Timestamps;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the bounds that a query sets into offsets within its snapshot. */
final class BoundsResolver {
    private static final Logger LOG = LoggerFactory.getLogger(BoundsResolver.class);

    private final PinnedTopic topic;
    private final BoundOptions bounds;
    private final Isolation isolation;
    private final Set<Integer> partitions;
    private long lostOffsets;

    /** @param partitions that are read; nothing is asked or checked of others */
    BoundsResolver(PinnedTopic topic, BoundOptions bounds, Isolation isolation, Set<Integer> partitions) {
        this.topic = topic;
        this.bounds = bounds;
        this.isolation = isolation;
        this.partitions = partitions;
    }

    /** What to read of each of the partitions. */
    SortedMap<Integer, OffsetRange> resolve() {
        TopicSnapshot snapshot = topic.snapshot(isolation, partitions);
        Map<Integer, Long> starts = starts(snapshot);
        Map<Integer, Long> ends = ends(snapshot);
        SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
        for (int partition : partitions) {
            OffsetRange held = snapshot.range(partition);
            long start = starts.getOrDefault(partition, held.startOffset());
            long end = ends.getOrDefault(partition, held.endOffset());
            if (start > end) {
                throw new OptionException(
                        "partition " + partition + " of topic " + name() + " would be read from offset " + start
                                + " up to " + end + ": the starting option lies behind the ending one");
            }
            ranges.put(partition, new OffsetRange(start, end));
        }
        return ranges;
    }

    private Map<Integer, Long> starts(TopicSnapshot snapshot) {
        OffsetBound start = bounds.start();
        if (start instanceof Earliest) {
            return Map.of();
        }
        if (start instanceof Latest) {
            return within(snapshot, everywhere(Offsets.LATEST), "startingOffsets");
        }
        if (start instanceof Offsets offsets) {
            return within(snapshot, wanted(offsets.byPartition(), "startingOffsets"), "startingOffsets");
        }
        Map<Integer, Long> timestampsMs = timestampsMs(start, "startingOffsetsByTimestamp");
        Map<Integer, Long> found = new HashMap<>(topic.offsetsAt(timestampsMs, isolation));
        timestampsMs.forEach((partition, timestampMs) -> {
            if (!found.containsKey(partition)) {
                found.put(partition, withoutRecord(snapshot, partition, timestampMs));
            }
        });
        return clamped(snapshot, found);
    }

    private long withoutRecord(TopicSnapshot snapshot, int partition, long timestampMs) {
        if (!bounds.latestWhenNoTimestamp()) {
            throw new OptionException("partition " + partition + " of topic " + name() + " has no record of time "
                    + timestampMs + " or later; set startingOffsetsByTimestampStrategy=latest to read nothing of it");
        }
        return snapshot.range(partition).endOffset();
    }

    private Map<Integer, Long> ends(TopicSnapshot snapshot) {
        OffsetBound end = bounds.end();
        if (end instanceof Latest) {
            return Map.of();
        }
        if (end instanceof Earliest) {
            return within(snapshot, everywhere(Offsets.EARLIEST), "endingOffsets");
        }
        if (end instanceof Offsets offsets) {
            return within(snapshot, wanted(offsets.byPartition(), "endingOffsets"), "endingOffsets");
        }
        return clamped(snapshot, topic.offsetsAt(timestampsMs(end, "endingOffsetsByTimestamp"), isolation));
    }

    private Map<Integer, Long> timestampsMs(OffsetBound bound, String option) {
        if (bound instanceof Timestamps timestamps) {
            return wanted(timestamps.byPartition(), option);
        }
        long timestampMs = bound instanceof Timestamp timestamp ? timestamp.timestampMs() : 0;
        return everywhere(timestampMs);
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

    private Map<Integer, Long> within(TopicSnapshot snapshot, Map<Integer, Long> offsets, String option) {
        Map<Integer, Long> resolved = new HashMap<>();
        offsets.forEach((partition, offset) -> resolved.put(partition, offset(snapshot, partition, offset, option)));
        return resolved;
    }

    private long offset(TopicSnapshot snapshot, int partition, long offset, String option) {
        OffsetRange held = snapshot.range(partition);
        if (offset == Offsets.EARLIEST) {
            return held.startOffset();
        }
        if (offset == Offsets.LATEST) {
            return held.endOffset();
        }
        if (offset > held.endOffset()) {
            throw new OptionException("option " + option + " says offset " + offset + ", but partition " + partition
                    + " of topic " + name() + " ends at " + held.endOffset());
        }
        if (offset < held.startOffset() && bounds.failOnDataLoss()) {
            throw new ClusterException("records are lost: option " + option + " says offset " + offset
                    + ", but partition " + partition + " of topic " + name() + " now starts at " + held.startOffset()
                    + "; set failOnDataLoss=false to read what is left");
        }
        long lost = Math.max(0, held.startOffset() - offset);
        if (lost > 0) {
            lostOffsets += lost;
            LOG.warn(
                    "Records are lost: option {} says offset {}, but partition {} of topic {} now starts at {}."
                            + " failOnDataLoss=false: the query reads what is left",
                    option,
                    offset,
                    partition,
                    name(),
                    held.startOffset());
        }
        return offset + lost;
    }

    /** How many offsets were asked for that are gone, as far as {@link #resolve} has met them. */
    long lostOffsets() {
        return lostOffsets;
    }

    private Map<Integer, Long> wanted(Map<Integer, Long> byPartition, String option) {
        int count = topic.layout().partitionCount();
        boolean areAll = byPartition.size() == count
                && byPartition.keySet().stream().allMatch(partition -> partition >= 0 && partition < count);
        if (!areAll) {
            throw new OptionException("option " + option + " must say a number for each of the partitions 0 to "
                    + (count - 1) + " and no other; -2 stands for earliest, -1 for latest offsets");
        }
        Map<Integer, Long> wanted = new HashMap<>(byPartition);
        wanted.keySet().retainAll(partitions);
        return wanted;
    }

    private String name() {
        return topic.layout().topic();
    }
}
