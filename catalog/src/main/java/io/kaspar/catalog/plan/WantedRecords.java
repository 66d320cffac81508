package io.kaspar.catalog.plan;

import io.kaspar.catalog.predicate.LongSet;
import io.kaspar.catalog.predicate.RecordPredicate;
import io.kaspar.catalog.predicate.RecordRegion;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.task.TimedRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a query's conditions leave of each partition, whatever the partition holds. Partitions with nothing left are absent. */
final class WantedRecords {
    private final SortedMap<Integer, RecordRegion> regions;

    private WantedRecords(SortedMap<Integer, RecordRegion> regions) {
        this.regions = regions;
    }

    /**
     * @param partitions that are read at all
     * @param predicates all of them must hold
     */
    static WantedRecords of(Set<Integer> partitions, List<RecordPredicate> predicates) {
        List<RecordPredicate> byPartition =
                predicates.stream().filter(RecordPredicate::isAboutPartition).toList();
        List<RecordPredicate> everywhere = predicates.stream()
                .filter(predicate -> !predicate.isAboutPartition())
                .toList();
        RecordRegion common = narrowed(RecordRegion.ALL, everywhere, 0);
        SortedMap<Integer, RecordRegion> regions = new TreeMap<>();
        for (int partition : partitions) {
            RecordRegion region = narrowed(common, byPartition, partition);
            if (!region.isEmpty()) {
                regions.put(partition, region);
            }
        }
        return new WantedRecords(regions);
    }

    private static RecordRegion narrowed(RecordRegion region, List<RecordPredicate> predicates, int partition) {
        RecordRegion narrowed = region;
        for (RecordPredicate predicate : predicates) {
            narrowed = narrowed.isEmpty()
                    ? narrowed
                    : narrowed.intersect(predicate.truth(partition).isTrue());
        }
        return narrowed;
    }

    Set<Integer> partitions() {
        return Collections.unmodifiableSet(regions.keySet());
    }

    /** What that is within bounds, which are known for each of the partitions; nothing of partitions where nothing is. */
    List<PartitionRanges> within(Map<Integer, OffsetRange> bounds) {
        List<PartitionRanges> within = new ArrayList<>();
        regions.forEach((partition, region) -> {
            OffsetRange bound = bounds.get(partition);
            List<TimedRange> ranges = bound == null ? List.of() : within(region, bound);
            if (!ranges.isEmpty()) {
                within.add(new PartitionRanges(partition, ranges));
            }
        });
        return within;
    }

    private static List<TimedRange> within(RecordRegion region, OffsetRange bound) {
        List<TimedRange> ranges = new ArrayList<>();
        LongSet lastMicros = null;
        TimestampRanges timestamps = TimestampRanges.ALL;
        for (RecordRegion.Piece piece : region.pieces()) {
            long start = Math.max(piece.offsets().first(), bound.startOffset());
            // both are below Long.MAX_VALUE: an end offset is one more than the last
            long end = Math.min(Math.min(piece.offsets().last(), Long.MAX_VALUE - 1) + 1, bound.endOffset());
            if (start < end) {
                if (!piece.timesMicros().equals(lastMicros)) {
                    lastMicros = piece.timesMicros();
                    timestamps = TimestampsMs.shownAs(lastMicros);
                }
                if (!timestamps.ranges().isEmpty()) {
                    ranges.add(new TimedRange(new OffsetRange(start, end), timestamps));
                }
            }
        }
        return ranges;
    }
}
