package io.kaspar.catalog.plan;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.OffsetBound.Snapshot;
import io.kaspar.catalog.options.OffsetBound.Until;
import io.kaspar.catalog.options.SnapshotText;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a topic holds, for later, and what of a former state is there now: all of it, or it is an error. */
public final class FormerState {
    private FormerState() {}

    /**
     * What a topic holds now, to be kept as text.
     *
     * @param held all partitions
     * @throws ClusterException when a leader did not tell its epoch, without which nobody could notice that the log was cut
     */
    public static SnapshotText kept(TopicLayout layout, TopicSnapshot held) {
        if (layout.topicId().isEmpty()) {
            throw new ClusterException("no snapshot can be kept of topic " + layout.topic()
                    + ": it has no id, which would tell it from another one of its name");
        }
        SortedMap<Integer, SnapshotText.Part> parts = new TreeMap<>();
        held.ranges().forEach((partition, range) -> {
            LogLineage lineage = held.lineage(partition);
            if (!range.isEmpty() && lineage instanceof LogLineage.Untold) {
                throw new ClusterException(
                        "no snapshot can be kept of topic " + layout.topic() + ": the leader of partition " + partition
                                + " did not tell its epoch, which would tell its log from one that was cut; try again");
            }
            parts.put(
                    partition,
                    new SnapshotText.Part(
                            range,
                            lineage instanceof LogLineage.Known known && !range.isEmpty()
                                    ? OptionalInt.of(known.recordEpoch())
                                    : OptionalInt.empty()));
        });
        return new SnapshotText(layout.topicId(), parts);
    }

    /**
     * What a snapshot has of some of its partitions.
     *
     * @throws ClusterException when records of it are not there any more
     */
    static Map<Integer, OffsetRange> ranges(
            String topic, Snapshot snapshot, TopicSnapshot now, Collection<Integer> partitions) {
        Map<Integer, OffsetRange> ranges = new HashMap<>();
        for (int partition : partitions) {
            OffsetRange former = part(snapshot, partition).range();
            if (!former.isEmpty()) {
                requireWhole(topic, partition, former, now.range(partition));
            }
            ranges.put(partition, former);
        }
        return ranges;
    }

    private static void requireWhole(String topic, int partition, OffsetRange former, OffsetRange now) {
        if (former.startOffset() < now.startOffset()) {
            throw new ClusterException("records of the snapshot are gone: partition " + partition + " of topic " + topic
                    + " starts at offset " + now.startOffset() + " by now, and the snapshot at " + former.startOffset()
                    + "; a snapshot is read whole, or not at all");
        }
        if (former.endOffset() > now.endOffset()) {
            throw new ClusterException("the snapshot reaches behind what is there: partition " + partition
                    + " of topic "
                    + topic + " ends at offset " + now.endOffset() + ", and the snapshot at " + former.endOffset()
                    + "; records of it were lost, or are of open transactions, which isolation=read_uncommitted reads");
        }
    }

    /** Which logs a snapshot is of: those that had the last record of it. Copies are taken as they are. */
    static TopicSnapshot meant(Snapshot snapshot, TopicSnapshot now) {
        Map<Integer, LogLineage> lineages = new HashMap<>(now.lineages());
        now.ranges().keySet().forEach(partition -> {
            SnapshotText.Part part = part(snapshot, partition);
            if (part.epoch().isPresent() && !(now.lineage(partition) instanceof LogLineage.Copied)) {
                int epoch = part.epoch().getAsInt();
                lineages.put(
                        partition,
                        new LogLineage.Known(epoch, epoch, part.range().endOffset()));
            }
        });
        return new TopicSnapshot(now.ranges(), lineages);
    }

    private static SnapshotText.Part part(Snapshot snapshot, int partition) {
        return Objects.requireNonNull(
                snapshot.text().parts().get(partition), () -> "partition " + partition + " is not in the snapshot");
    }

    /**
     * Refuses where nothing is left of a partition as of a time, and something may have been there.
     *
     * @param laterAt by partition: the offset of the first record that is later, where there is one
     */
    static void requireRest(String topic, Until until, TopicSnapshot now, Map<Integer, Long> laterAt) {
        laterAt.forEach((partition, offset) -> {
            long start = now.range(partition).startOffset();
            if (start > 0 && offset <= start) {
                throw new ClusterException(
                        "nothing is left of partition " + partition + " of topic " + topic + " before "
                                + Instant.ofEpochMilli(until.timestampMs()) + ": it starts at offset " + start
                                + " by now, with a later record; failOnDataLoss=false reads what is left of the other partitions");
            }
        });
    }
}
