package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.Once;
import io.kaspar.catalog.ask.ScanAsker;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.BoundOptions;
import io.kaspar.catalog.options.OffsetBound.Latest;
import io.kaspar.catalog.options.OffsetBound.Offsets;
import io.kaspar.catalog.options.StreamOptions;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.plan.ScanPlan;
import io.kaspar.catalog.stream.CheckpointException;
import io.kaspar.catalog.stream.QueryStop;
import io.kaspar.catalog.stream.StreamCheckpoint;
import io.kaspar.catalog.stream.StreamOffset;
import io.kaspar.catalog.stream.TopicLife;
import io.kaspar.catalog.stream.TriggerShare;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import java.util.HashMap;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadAllAvailable;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReportsSourceMetrics;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic that is read in micro-batches, each of which is planned as a batch between two snapshots. Used by the thread of one streaming
 * query.
 */
final class TopicStream implements MicroBatchStream, SupportsTriggerAvailableNow, ReportsSourceMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(TopicStream.class);

    /** A new leader may know less than the one before, for a moment (KAFKA-7703). */
    private static final int MOST_QUESTIONS = 5;

    private static final long PAUSE_MS = 200;

    private final ScanContext template;
    private final ScanDemand demand;
    private final StreamCheckpoint checkpoint;
    private final StreamOptions options;
    private final String topic;
    private final Once<PartitionReaderFactory> readers = new Once<>();
    private TopicLife life;
    /** Whether nothing was planned yet of a topic that took the name of the one before. */
    private boolean isNewLife;

    private boolean endsWithWhatIsThere;
    private @Nullable SortedMap<Integer, Long> lastEnd;
    private @Nullable SortedMap<Integer, Long> known;
    private volatile @Nullable ScanPlan lastPlan;
    private long lastTriggerNanos;
    private boolean hasTriggered;

    /**
     * Goes on where the checkpoint says.
     *
     * @throws CheckpointException when it is of another topic
     */
    TopicStream(ScanContext template, ScanDemand demand, StreamCheckpoint checkpoint) {
        this.template = template;
        this.demand = demand;
        this.checkpoint = checkpoint;
        this.options = template.query().stream();
        this.topic = template.topic().topic();
        this.life = currentLife();
    }

    private TopicLife currentLife() {
        String id = template.topic().layout().topicId();
        Optional<TopicLife> before = checkpoint.topicLife();
        if (before.isEmpty()) {
            TopicLife first = new TopicLife(topic, id);
            checkpoint.writeTopicLife(first);
            return first;
        }
        if (!before.get().topic().equals(topic)) {
            throw StreamOffset.ofOtherTopics(before.get().topic(), topic);
        }
        if (before.get().topicId().equals(id)) {
            return before.get();
        }
        String recreated = "topic " + topic + " was deleted and created again since this stream read it: its id was "
                + before.get().topicId() + " and is " + id;
        if (failsOnDataLoss()) {
            throw new ClusterException("records are lost: " + recreated
                    + "; set failOnDataLoss=false to go on at the beginning of the new one, or use a new checkpoint");
        }
        LOG.warn(
                "Records are lost: {}. failOnDataLoss=false: the stream goes on at the beginning of the new one",
                recreated);
        isNewLife = true;
        return before.get();
    }

    private boolean failsOnDataLoss() {
        return template.query().read().settings().failOnDataLoss();
    }

    @Override
    public Offset initialOffset() {
        return QueryStop.tell(this::firstOffset);
    }

    private Offset firstOffset() {
        Optional<String> before = checkpoint.initialOffsets();
        if (before.isPresent()) {
            return StreamOffset.parse(before.get(), topic);
        }
        BoundOptions bounds = new BoundOptions(
                options.start(), new Latest(), template.query().bounds().latestWhenNoTimestamp());
        Map<Integer, Long> starts = new HashMap<>();
        template.asker()
                .afresh()
                .bounds(demand, template.query().within(bounds))
                .forEach((partition, range) -> starts.put(partition, range.startOffset()));
        StreamOffset first = new StreamOffset(topic, starts);
        checkpoint.writeInitialOffsets(first.json());
        return first;
    }

    @Override
    public Offset deserializeOffset(String json) {
        return StreamOffset.parse(json, topic);
    }

    @Override
    public ReadLimit getDefaultReadLimit() {
        boolean isLimited = options.maxOffsets() != StreamOptions.ALL;
        if (options.minOffsets() > 1) {
            ReadLimit least = ReadLimit.minRows(options.minOffsets(), options.maxDelayMs());
            return isLimited
                    ? ReadLimit.compositeLimit(new ReadLimit[] {least, ReadLimit.maxRows(options.maxOffsets())})
                    : least;
        }
        return isLimited ? ReadLimit.maxRows(options.maxOffsets()) : ReadLimit.allAvailable();
    }

    @Override
    public void prepareForTriggerAvailableNow() {
        endsWithWhatIsThere = true;
    }

    @Override
    public Offset latestOffset() {
        throw new UnsupportedOperationException("Spark asks with the start and a limit");
    }

    /** Spark has no batch where this is what the last one ended with. */
    @Override
    public Offset latestOffset(Offset start, ReadLimit limit) {
        return QueryStop.tell(() -> end((StreamOffset) start, limit));
    }

    private Offset end(StreamOffset from, ReadLimit limit) {
        TopicSnapshot held = held(from);
        SortedMap<Integer, OffsetRange> waiting = new TreeMap<>();
        held.ranges().forEach((partition, range) -> {
            long begin = isNewLife ? range.startOffset() : start(from, partition, range);
            waiting.put(partition, new OffsetRange(begin, end(partition, range, begin)));
        });
        boolean takesAll = limit instanceof ReadAllAvailable;
        if (!takesAll && !endsWithWhatIsThere && waitsForMore(TriggerShare.count(waiting))) {
            return from;
        }
        lastTriggerNanos = System.nanoTime();
        hasTriggered = true;
        StreamOffset end = new StreamOffset(
                topic, TriggerShare.ends(waiting, takesAll ? StreamOptions.ALL : options.maxOffsets()));
        if (isNewLife && !end.json().equals(from.json())) {
            life = new TopicLife(topic, template.topic().layout().topicId(), from.json(), end.json());
            checkpoint.writeTopicLife(life);
            isNewLife = false;
        }
        return end;
    }

    /** A partition that is new begins at its beginning. */
    private static long start(StreamOffset from, int partition, OffsetRange held) {
        return Math.max(from.next().getOrDefault(partition, 0L), held.startOffset());
    }

    /**
     * Where {@code AvailableNow} ends is what was there at first; partitions that came later are of the next run. Never goes backwards: records
     * would come twice.
     */
    private long end(int partition, OffsetRange held, long begin) {
        SortedMap<Integer, Long> fixed = lastEnd;
        return Math.max(begin, fixed == null ? held.endOffset() : fixed.getOrDefault(partition, begin));
    }

    private boolean waitsForMore(long waiting) {
        return hasTriggered
                && waiting < options.minOffsets()
                && System.nanoTime() - lastTriggerNanos < TimeUnit.MILLISECONDS.toNanos(options.maxDelayMs());
    }

    private TopicSnapshot held(StreamOffset from) {
        TopicSnapshot held = askerThatKnows(from).snapshot(isolation());
        SortedMap<Integer, Long> ends = new TreeMap<>();
        held.ranges().forEach((partition, range) -> ends.put(partition, range.endOffset()));
        known = ends;
        if (endsWithWhatIsThere && lastEnd == null) {
            lastEnd = ends;
        }
        return held;
    }

    private Isolation isolation() {
        return template.query().read().isolation();
    }

    /**
     * One whose snapshot reaches these offsets, unless what is there is gone.
     *
     * @throws ClusterException when it does not, and records that are lost are an error; or when partitions are missing: a topic does not
     *     lose them, and without them the stream would begin anew there
     */
    private ScanAsker askerThatKnows(StreamOffset offset) {
        ScanAsker asker = template.asker().afresh();
        if (isNewLife) {
            return asker;
        }
        for (int asked = 1; asked < MOST_QUESTIONS && !reaches(asker.snapshot(isolation()), offset); asked++) {
            pause();
            asker = template.asker().afresh();
        }
        TopicSnapshot held = asker.snapshot(isolation());
        offset.next().forEach((partition, next) -> requireReaching(held, partition, next));
        return asker;
    }

    private static boolean reaches(TopicSnapshot held, StreamOffset offset) {
        return offset.next().entrySet().stream().allMatch(next -> {
            OffsetRange range = held.ranges().get(next.getKey());
            return range != null && range.endOffset() >= next.getValue();
        });
    }

    private void requireReaching(TopicSnapshot held, int partition, long next) {
        OffsetRange range = held.ranges().get(partition);
        if (range == null) {
            throw new ClusterException("this stream read partition " + partition + " of topic " + topic
                    + ", and brokers do not know it: what they know is old; run the query again");
        }
        if (range.endOffset() >= next) {
            return;
        }
        String lost = "this stream got to offset " + next + " of partition " + partition + " of topic " + topic
                + ", which now ends at " + range.endOffset();
        if (failsOnDataLoss()) {
            throw new ClusterException(
                    "records are lost: " + lost + "; set failOnDataLoss=false to go on when it has come so far again");
        }
        LOG.warn("Records are lost: {}. failOnDataLoss=false: the stream goes on when it has come so far again", lost);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("the stream was stopped while it waited for a partition's new leader", e);
        }
    }

    /** Also of a batch that an earlier run of the query planned and did not finish: what it reads is what was logged. */
    @Override
    public InputPartition[] planInputPartitions(Offset start, Offset end) {
        return QueryStop.tell(() -> partitions((StreamOffset) start, (StreamOffset) end));
    }

    private InputPartition[] partitions(StreamOffset from, StreamOffset to) {
        if (isNewLife) {
            LOG.warn(
                    "Records are lost: topic {} was deleted with those of the micro-batch from {} to {}",
                    topic,
                    from,
                    to);
            return new InputPartition[0];
        }
        ScanAsker asker = askerThatKnows(to);
        TopicSnapshot held = asker.snapshot(isolation());
        boolean beginsLife = life.beginsWith(from, to);
        Map<Integer, Long> starts = new HashMap<>();
        Map<Integer, Long> ends = new HashMap<>();
        held.ranges().forEach((partition, range) -> {
            Long last = to.next().get(partition);
            if (last == null) { // not known yet when this batch was planned
                starts.put(partition, Offsets.EARLIEST);
                ends.put(partition, Offsets.EARLIEST);
            } else {
                long available = failsOnDataLoss() ? last : Math.min(last, range.endOffset());
                long first = beginsLife ? range.startOffset() : from.next().getOrDefault(partition, 0L);
                starts.put(partition, Math.min(first, available));
                ends.put(partition, Math.max(available, range.startOffset()));
            }
        });
        BoundOptions bounds = new BoundOptions(
                new Offsets(starts, Offsets.Source.CHECKPOINT), new Offsets(ends, Offsets.Source.CHECKPOINT), false);
        ScanPlan plan = asker.plan(demand, template.query().within(bounds));
        lastPlan = plan;
        return plan.tasks().stream().map(TopicInputPartition::of).toArray(InputPartition[]::new);
    }

    /** What the micro-batch reads that was planned last. */
    String description() {
        ScanPlan plan = lastPlan;
        return plan == null ? "kaspar topic " + topic + ", as a stream" : ScanDescription.of(template, plan, demand);
    }

    /** How many offsets were gone when the last micro-batch was planned. */
    long lostOffsets() {
        ScanPlan plan = lastPlan;
        return plan == null ? 0 : plan.lostOffsets();
    }

    /** The same for all micro-batches: to make it asks the registry for older schemas. */
    @Override
    public PartitionReaderFactory createReaderFactory() {
        return QueryStop.tell(() -> readers.get(() -> new TopicReaderFactory(template.spec(demand))));
    }

    @Override
    public @Nullable Offset reportLatestOffset() {
        SortedMap<Integer, Long> latest = known;
        return latest == null ? null : new StreamOffset(topic, latest);
    }

    /** Under the names of Spark's own connector. */
    @Override
    public Map<String, String> metrics(Optional<Offset> latestConsumedOffset) {
        SortedMap<Integer, Long> latest = known;
        if (latest == null || latestConsumedOffset.isEmpty()) {
            return Map.of();
        }
        SortedMap<Integer, Long> consumed = ((StreamOffset) latestConsumedOffset.get()).next();
        LongSummaryStatistics behind = latest.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumed.getOrDefault(end.getKey(), 0L)))
                .summaryStatistics();
        return Map.of(
                "minOffsetsBehindLatest", String.valueOf(behind.getMin()),
                "maxOffsetsBehindLatest", String.valueOf(behind.getMax()),
                "avgOffsetsBehindLatest", String.format(Locale.ROOT, "%.1f", behind.getAverage()));
    }

    /** Nothing depends on it: records stay as long as the topic keeps them. */
    @Override
    public void commit(Offset end) {}

    @Override
    public void stop() {}

    @Override
    public String toString() {
        return "kaspar[" + topic + "]";
    }
}
