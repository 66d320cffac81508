package io.kaspar.catalog.plan;

import io.kaspar.catalog.facts.BoundFacts;
import io.kaspar.catalog.facts.ScanFacts;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.predicate.RecordPredicate;
import io.kaspar.reader.log.OffsetRange;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans a scan in steps. Each step computes what has to be asked for the next one; the last makes tasks of all answers.
 *
 * <pre>
 * partitions(), startTimesMs(), endTimesMs()   → BoundFacts
 * ranges(BoundFacts).earliestMs()              → offsets of those times
 * ranges.from(offsets).partitions()            → ScanFacts
 * plan(ranges, ScanFacts)                      = ScanPlan
 * </pre>
 */
public final class ScanPlanner {
    private final ScanDemand demand;
    private final QueryOptions query;
    private final WantedRecords wanted;
    private final BoundsResolver bounds;

    public ScanPlanner(TopicLayout layout, ScanDemand demand, QueryOptions query) {
        this.demand = demand;
        this.query = query;
        Set<Integer> chosen = query.bounds().partitions().of(layout.topic(), layout.partitionCount());
        WantedRecords records = WantedRecords.of(chosen, demand.predicates(), places(layout, demand, query));
        this.wanted = demand.view().needsWholePartition() ? records.ofAllKeys() : records;
        this.bounds = new BoundsResolver(
                layout.topic(),
                layout.partitionCount(),
                query.bounds(),
                query.read().settings().failOnDataLoss(),
                chosen,
                wanted.partitions());
    }

    private static KeyPlaces places(TopicLayout layout, ScanDemand demand, QueryOptions query) {
        if (demand.predicates().stream().noneMatch(RecordPredicate::isAboutKey)) {
            return KeyPlaces.OF_NONE;
        }
        Set<ByteBuffer> keys =
                demand.predicates().stream().flatMap(RecordPredicate::namedKeys).collect(Collectors.toSet());
        return KeyPlaces.of(keys, query.read().partitioner(), layout.partitionCount());
    }

    /** The partitions that the query's conditions leave; nothing has to be asked of others. */
    public Set<Integer> partitions() {
        return wanted.partitions();
    }

    /** The consumer group whose offsets have to be asked for; null for none. */
    public @Nullable String startGroup() {
        return bounds.startGroup();
    }

    /** By partition: the time to start at, whose first offset has to be asked for; empty when no time is set. */
    public Map<Integer, Long> startTimesMs() {
        return bounds.startTimesMs();
    }

    /** By partition: the time to end at. */
    public Map<Integer, Long> endTimesMs() {
        return bounds.endTimesMs();
    }

    /** What the bounds are in the snapshot, of each of the partitions, also where that is nothing. */
    public SortedMap<Integer, OffsetRange> bounds(BoundFacts facts) {
        return bounds.resolve(facts).ranges();
    }

    /** What conditions and bounds leave of the snapshot. */
    public WantedRanges ranges(BoundFacts facts) {
        BoundsResolver.Resolved resolved = bounds.resolve(facts);
        return new WantedRanges(wanted.within(resolved.ranges()), resolved.lost());
    }

    /** The tasks that read these ranges. */
    public ScanPlan plan(WantedRanges wantedRanges, ScanFacts facts) {
        SplitPlanner splits = new SplitPlanner(query.read().splits(), facts.parallelism());
        return new ScanPlan(
                facts.snapshot(),
                wantedRanges.ranges(),
                new TaskPlanner(facts.of(bounds.meant(facts.snapshot())), demand, splits).tasks(wantedRanges.ranges()),
                facts.storage(),
                facts.found(),
                wantedRanges.lost().stream().mapToLong(LostOffsets::count).sum());
    }
}
