package io.kaspar.catalog.plan;

import io.kaspar.catalog.predicate.LongSet;
import io.kaspar.catalog.predicate.RecordKey;
import io.kaspar.catalog.predicate.RecordPredicate;
import io.kaspar.catalog.predicate.RecordRegion;
import io.kaspar.catalog.predicate.RecordSlice;
import io.kaspar.reader.log.KeySet;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.task.TimedRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a query's conditions leave of each partition, whatever the partition holds. Partitions with nothing left are absent. */
final class WantedRecords {
    private final SortedMap<Integer, Part> parts;

    private WantedRecords(SortedMap<Integer, Part> parts) {
        this.parts = parts;
    }

    /** What is wanted of a partition: of no more keys, and nothing outside of the region. */
    private record Part(RecordRegion region, KeySet keys) {}

    /**
     * @param partitions that are read at all
     * @param predicates all of them must hold
     * @param places where the keys are that they name
     */
    static WantedRecords of(Set<Integer> partitions, List<RecordPredicate> predicates, KeyPlaces places) {
        List<RecordPredicate> byPartition =
                predicates.stream().filter(RecordPredicate::isAboutPartition).toList();
        List<RecordPredicate> everywhere = predicates.stream()
                .filter(predicate -> !predicate.isAboutPartition())
                .toList();
        Map<RecordKey, RecordRegion> common = new HashMap<>();
        SortedMap<Integer, Part> parts = new TreeMap<>();
        for (int partition : partitions) {
            Map<RecordKey, RecordRegion> regions = new HashMap<>();
            places.in(partition)
                    .forEach(key -> regions.put(
                            key,
                            narrowed(
                                    common.computeIfAbsent(
                                            key,
                                            asked -> narrowed(RecordRegion.ALL, everywhere, new RecordSlice(0, asked))),
                                    byPartition,
                                    new RecordSlice(partition, key))));
            regions.values().removeIf(RecordRegion::isEmpty);
            if (!regions.isEmpty()) {
                RecordRegion all = regions.values().stream().distinct().reduce(RecordRegion.NONE, RecordRegion::union);
                parts.put(partition, new Part(all, places.set(regions.keySet())));
            }
        }
        return new WantedRecords(parts);
    }

    /** The same of all keys: records are wanted for what others of their partition do. */
    WantedRecords ofAllKeys() {
        SortedMap<Integer, Part> all = new TreeMap<>();
        parts.forEach((partition, part) -> all.put(partition, new Part(part.region(), KeySet.ALL)));
        return new WantedRecords(all);
    }

    private static RecordRegion narrowed(RecordRegion region, List<RecordPredicate> predicates, RecordSlice records) {
        RecordRegion narrowed = region;
        for (RecordPredicate predicate : predicates) {
            narrowed = narrowed.isEmpty()
                    ? narrowed
                    : narrowed.intersect(predicate.truth(records).isTrue());
        }
        return narrowed;
    }

    Set<Integer> partitions() {
        return Collections.unmodifiableSet(parts.keySet());
    }

    /** What that is within bounds, which are known for each of the partitions; nothing of partitions where nothing is. */
    List<PartitionRanges> within(Map<Integer, OffsetRange> bounds) {
        List<PartitionRanges> within = new ArrayList<>();
        parts.forEach((partition, part) -> {
            OffsetRange bound = bounds.get(partition);
            List<TimedRange> ranges = bound == null ? List.of() : within(part.region(), bound);
            if (!ranges.isEmpty()) {
                within.add(new PartitionRanges(partition, ranges, part.keys()));
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
