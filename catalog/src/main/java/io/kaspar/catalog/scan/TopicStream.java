package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.AtOnce;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.BoundOptions;
import io.kaspar.catalog.options.OffsetBound.Offsets;
import io.kaspar.catalog.options.StreamOptions;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.stream.CheckpointException;
import io.kaspar.catalog.stream.QueryStop;
import io.kaspar.catalog.stream.StreamCheckpoint;
import io.kaspar.catalog.stream.StreamOffset;
import io.kaspar.catalog.stream.TopicLife;
import io.kaspar.catalog.stream.TriggerShare;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.schema.line.SinceSpark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadAllAvailable;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReportsSourceMetrics;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics that are read in micro-batches, each of which is planned as a batch between two snapshots. Used by the thread of one streaming
 * query.
 */
class TopicStream implements MicroBatchStream, SupportsTriggerAvailableNow, ReportsSourceMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(TopicStream.class);

    /** A new leader may know less than the one before, for a moment (KAFKA-7703). */
    private static final int MOST_QUESTIONS = 5;

    private static final long PAUSE_MS = 200;

    private final ScanContext template;
    private final ScanDemand demand;
    private final StreamCheckpoint checkpoint;
    private final StreamOptions options;
    private final Map<String, TopicLife> lives;
    private List<ScannedTopic> topics = List.of();
    /** Topics that took the name of one before and of which nothing was planned yet. */
    private final Set<String> newLives = new TreeSet<>();
    /** By topic; they stay: to make them asks the registry for older schemas. */
    private final Map<String, ScanSpec> specs = new HashMap<>();

    private boolean endsWithWhatIsThere;
    private @Nullable Map<TopicPartitionName, Long> lastEnd;
    private @Nullable StreamOffset known;
    private @Nullable StreamOffset lastPlannedEnd;
    private volatile List<TopicPlan> lastPlans = List.of();
    private long lastTriggerNanos;
    private boolean hasTriggered;

    private final HoleSkipper holes;
    private final TimeBehind timeBehind;

    /** A topic, and what it held when it was asked. */
    record Held(ScannedTopic topic, TopicSnapshot snapshot) {}

    /** The one for this line of Spark, which goes on where the checkpoint says. */
    static TopicStream of(ScanContext template, ScanDemand demand, StreamCheckpoint checkpoint) {
        return Streams.OFFER_REAL_TIME
                ? (TopicStream) Streams.inRealTime(template, demand, checkpoint)
                : new TopicStream(template, demand, checkpoint);
    }

    /** Goes on where the checkpoint says. */
    TopicStream(ScanContext template, ScanDemand demand, StreamCheckpoint checkpoint) {
        this.template = template;
        this.demand = demand;
        this.checkpoint = checkpoint;
        this.options = template.stream();
        SingleRecords records =
                new SingleRecords(template.cluster(), template.read().settings());
        this.holes = new HoleSkipper(records);
        this.timeBehind = new TimeBehind(records);
        this.lives = checkpoint.topicLives();
        compareColumns(template.columns().valueColumns());
        meet(template.topics().pinned());
    }

    /** Those of the table with those that it had when the stream ran last. */
    private void compareColumns(StructType columns) {
        Optional<StructType> before = checkpoint.columns();
        if (before.isPresent() && before.get().catalogString().equals(columns.catalogString())) {
            return;
        }
        if (before.isPresent()) {
            String old = before.get().catalogString();
            if (options.failsOnOtherColumns()) {
                throw new CheckpointException("the columns of " + template.topics() + " are " + columns.catalogString()
                        + ", and were when this stream ran last " + old
                        + "; set on-schema-change=evolve to take the new"
                        + " ones, or value.schema.version to the version that it had");
            }
            LOG.warn(
                    "The columns of {} are {}, and were when this stream ran last {}: it goes on with the new ones",
                    template.topics(),
                    columns.catalogString(),
                    old);
        }
        checkpoint.writeColumns(columns);
    }

    /** The topics as they are now. */
    private List<ScannedTopic> look() {
        List<ScannedTopic> now = template.topics().now();
        meet(now);
        return now;
    }

    /** Finds out which of these are new, and which only have the name of one that was read before. */
    private void meet(List<ScannedTopic> now) {
        topics = now;
        boolean isAnyNew = false;
        for (ScannedTopic topic : now) {
            String id = topic.layout().topicId();
            TopicLife life = lives.get(topic.name());
            if (life == null) {
                topic.layout().requireReadPermission();
                lives.put(topic.name(), new TopicLife(topic.name(), id));
                isAnyNew = true;
            } else if (!life.topicId().equals(id) && newLives.add(topic.name())) {
                loseRecords(
                        "topic " + topic.name()
                                + " was deleted and created again since this stream read it: its id was "
                                + life.topicId() + " and is " + id,
                        "go on at the beginning of the new one, or use a new checkpoint");
            }
        }
        if (isAnyNew) {
            checkpoint.writeTopicLives(lives);
        }
    }

    /**
     * Says that records are lost.
     *
     * @param why in a clause
     * @param otherwise what the stream does with {@code failOnDataLoss=false}
     * @throws ClusterException unless the options allow to lose records
     */
    final void loseRecords(String why, String otherwise) {
        if (failsOnDataLoss()) {
            throw new ClusterException("records are lost: " + why + "; set failOnDataLoss=false to " + otherwise);
        }
        LOG.warn("Records are lost: {}. It is set that failOnDataLoss=false, to {}", why, otherwise);
    }

    private boolean failsOnDataLoss() {
        return template.read().settings().failOnDataLoss();
    }

    @Override
    public Offset initialOffset() {
        return QueryStop.tell(this::firstOffset);
    }

    private Offset firstOffset() {
        Optional<String> before = checkpoint.initialOffsets();
        if (before.isPresent()) {
            return deserializeOffset(before.get());
        }
        List<ScannedTopic> now = look();
        List<SortedMap<Integer, OffsetRange>> bounds = AtOnce.each(now, topic -> topic.streamBounds(demand));
        Map<String, Map<Integer, Long>> starts = new TreeMap<>();
        for (int index = 0; index < now.size(); index++) {
            Map<Integer, Long> ofTopic = starts.computeIfAbsent(now.get(index).name(), name -> new TreeMap<>());
            bounds.get(index).forEach((partition, range) -> ofTopic.put(partition, range.startOffset()));
        }
        StreamOffset first = new StreamOffset(starts);
        checkpoint.writeInitialOffsets(first.json());
        return first;
    }

    /** @throws CheckpointException when no topic is read any more whose offsets these are */
    @Override
    public Offset deserializeOffset(String json) {
        StreamOffset offset = StreamOffset.parse(json, template.topics().toString());
        boolean isOfOthers =
                !offset.topics().isEmpty() && offset.topics().stream().noneMatch(template.topics()::mayHave);
        if (isOfOthers) {
            throw new CheckpointException("the checkpoint is of a stream of " + String.join(", ", offset.topics())
                    + ", and not of " + template.topics() + "; use a new checkpoint");
        }
        return offset;
    }

    @Override
    public ReadLimit getDefaultReadLimit() {
        boolean isLimited = options.maxOffsets() != StreamOptions.ALL || options.maxBytes() != StreamOptions.ALL;
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
        SortedMap<String, Held> held = held(from);
        keepEnds(held);
        Map<TopicPartitionName, OffsetRange> waiting = new HashMap<>();
        held.forEach((topic, now) -> now.snapshot().ranges().forEach((number, range) -> {
            TopicPartitionName partition = new TopicPartitionName(topic, number);
            // a partition that is new begins at its beginning
            long next = newLives.contains(topic) ? 0 : from.next(topic).getOrDefault(number, 0L);
            long begin = Math.max(next, range.startOffset());
            waiting.put(partition, new OffsetRange(begin, end(partition, range, begin)));
        }));
        boolean takesAll = limit instanceof ReadAllAvailable;
        if (!takesAll && !endsWithWhatIsThere && waitsForMore(TriggerShare.count(waiting))) {
            return from;
        }
        lastTriggerNanos = System.nanoTime();
        hasTriggered = true;
        StreamOffset end = StreamOffset.of(
                held.keySet(), takesAll ? TriggerShare.ends(waiting, StreamOptions.ALL) : limitedEnds(held, waiting));
        beginNewLives(held, from, end);
        return end;
    }

    private Map<TopicPartitionName, Long> limitedEnds(
            Map<String, Held> held, Map<TopicPartitionName, OffsetRange> waiting) {
        long most = mostOffsets(held, waiting);
        Map<String, TopicIdentity> compacted = new HashMap<>();
        if (TriggerShare.count(waiting) > most) {
            held.forEach((name, now) -> {
                if (now.topic().isCompacted()) {
                    compacted.put(name, now.topic().identity());
                }
            });
        }
        return TriggerShare.ends(compacted.isEmpty() ? waiting : holes.withoutHoles(waiting, compacted), most);
    }

    private long mostOffsets(Map<String, Held> held, Map<TopicPartitionName, OffsetRange> waiting) {
        if (options.maxBytes() == StreamOptions.ALL) {
            return options.maxOffsets();
        }
        double bytes = 0;
        for (Held now : held.values()) {
            TopicReplicas storage = now.topic().storage(now.snapshot());
            for (Map.Entry<Integer, OffsetRange> log : now.snapshot().ranges().entrySet()) {
                OffsetRange waits =
                        waiting.get(new TopicPartitionName(now.topic().name(), log.getKey()));
                if (waits != null && !waits.isEmpty()) {
                    bytes += (double) waits.offsetCount()
                            * bytes(storage, now.topic().name(), log.getKey())
                            / log.getValue().offsetCount();
                }
            }
        }
        double share = bytes <= options.maxBytes() ? 1 : options.maxBytes() / bytes;
        return Math.max(1, Math.min(options.maxOffsets(), (long) (TriggerShare.count(waiting) * share)));
    }

    private static long bytes(TopicReplicas storage, String topic, int partition) {
        Long bytes = storage.bytes().get(partition);
        if (bytes == null) {
            throw new ClusterException(
                    "option maxBytesPerTrigger needs to know how large logs are, and brokers do not tell that"
                            + " of partition " + partition + " of topic " + topic + " (" + storage.unknownBecause()
                            + "); set maxOffsetsPerTrigger instead");
        }
        return bytes;
    }

    /** Both ends of the first micro-batch of topics that were made again are kept before Spark knows them. */
    final void beginNewLives(Map<String, Held> held, StreamOffset from, StreamOffset end) {
        if (newLives.isEmpty() || end.json().equals(from.json())) {
            return;
        }
        held.forEach((topic, now) -> {
            if (newLives.remove(topic)) {
                lives.put(topic, new TopicLife(topic, now.topic().layout().topicId(), from.json(), end.json()));
            }
        });
        checkpoint.writeTopicLives(lives);
    }

    /**
     * Where {@code AvailableNow} ends is what was there at first; partitions that came later are of the next run. Never goes backwards: records
     * would come twice.
     */
    private long end(TopicPartitionName partition, OffsetRange held, long begin) {
        Map<TopicPartitionName, Long> fixed = lastEnd;
        return Math.max(begin, fixed == null ? held.endOffset() : fixed.getOrDefault(partition, begin));
    }

    private boolean waitsForMore(long waiting) {
        return hasTriggered
                && waiting < options.minOffsets()
                && System.nanoTime() - lastTriggerNanos < TimeUnit.MILLISECONDS.toNanos(options.maxDelayMs());
    }

    /** What waits there when it is asked, and remembers it. */
    final StreamOffset keepEnds(Map<String, Held> held) {
        Map<TopicPartitionName, Long> ends = new HashMap<>();
        held.forEach((topic, now) -> now.snapshot()
                .ranges()
                .forEach((partition, range) -> ends.put(new TopicPartitionName(topic, partition), range.endOffset())));
        known = StreamOffset.of(held.keySet(), ends);
        if (endsWithWhatIsThere && lastEnd == null) {
            lastEnd = ends;
        }
        return known;
    }

    /**
     * The topics by name, with snapshots that reach these offsets, unless what is there is gone.
     *
     * @throws ClusterException when they do not, and records that are lost are an error; or when partitions are missing: a topic does not
     *     lose them, and without them the stream would begin anew there
     */
    final SortedMap<String, Held> held(StreamOffset offset) {
        SortedMap<String, Held> held = ask();
        for (int asked = 1; asked < MOST_QUESTIONS && !reach(held, offset); asked++) {
            // it may be another topic by now, which what is remembered does not tell
            held.values().forEach(now -> now.topic().forget());
            pause();
            held = ask();
        }
        requireReaching(held, offset);
        return held;
    }

    private SortedMap<String, Held> ask() {
        SortedMap<String, Held> held = new TreeMap<>();
        AtOnce.each(look(), topic -> new Held(topic, topic.snapshot()))
                .forEach(now -> held.put(now.topic().name(), now));
        return held;
    }

    private boolean reach(Map<String, Held> held, StreamOffset offset) {
        return offset.topics().stream().allMatch(topic -> {
            Held now = held.get(topic);
            return newLives.contains(topic)
                    || (now != null
                            && offset.next(topic).entrySet().stream().allMatch(next -> reaches(now.snapshot(), next)));
        });
    }

    private static boolean reaches(TopicSnapshot held, Map.Entry<Integer, Long> next) {
        OffsetRange range = held.ranges().get(next.getKey());
        return range != null && range.endOffset() >= next.getValue();
    }

    private void requireReaching(Map<String, Held> held, StreamOffset offset) {
        for (String topic : offset.topics()) {
            if (!held.containsKey(topic)) {
                loseRecords(
                        "this stream read topic " + topic + ", which is gone, or not among " + template.topics(),
                        "go on without it");
            }
        }
        offset.forEach((partition, next) -> {
            Held now = held.get(partition.topic());
            if (now != null && !newLives.contains(partition.topic())) {
                requireReaching(now.snapshot(), partition, next);
            }
        });
    }

    private void requireReaching(TopicSnapshot held, TopicPartitionName partition, long next) {
        String where = "partition " + partition.partition() + " of topic " + partition.topic();
        OffsetRange range = held.ranges().get(partition.partition());
        if (range == null) {
            throw new ClusterException(
                    "this stream read " + where
                            + ", and brokers do not know it, or the options leave it out: if what brokers know is old, run the query again");
        }
        if (range.endOffset() < next) {
            loseRecords(
                    "this stream got to offset " + next + " of " + where + ", which now ends at " + range.endOffset(),
                    "go on when it has come so far again");
        }
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
        SortedMap<String, Held> held = held(to);
        List<Held> read = new ArrayList<>();
        for (String topic : to.topics()) {
            Held now = held.get(topic);
            if (now != null && newLives.contains(topic)) {
                LOG.warn(
                        "Records are lost: topic {} was deleted with those of the micro-batch from {} to {}",
                        topic,
                        from,
                        to);
            } else if (now != null) {
                read.add(now);
            }
        }
        List<TopicPlan> plans = AtOnce.each(read, topic -> plan(topic, from, to));
        lastPlans = plans;
        lastPlannedEnd = to;
        return TopicPlan.tasks(plans).toArray(InputPartition[]::new);
    }

    private TopicPlan plan(Held held, StreamOffset from, StreamOffset to) {
        String topic = held.topic().name();
        TopicLife life = lives.get(topic);
        boolean beginsLife = life != null && life.beginsWith(from, to);
        Map<Integer, Long> starts = new HashMap<>();
        Map<Integer, Long> ends = new HashMap<>();
        held.snapshot().ranges().forEach((partition, range) -> {
            Long last = to.next(topic).get(partition);
            if (last == null) { // not known yet when this batch was planned
                starts.put(partition, Offsets.EARLIEST);
                ends.put(partition, Offsets.EARLIEST);
            } else {
                long available = failsOnDataLoss() ? last : Math.min(last, range.endOffset());
                long first = beginsLife ? range.startOffset() : from.next(topic).getOrDefault(partition, 0L);
                starts.put(partition, Math.min(first, available));
                ends.put(partition, Math.max(available, range.startOffset()));
            }
        });
        BoundOptions bounds = held.topic()
                .query()
                .bounds()
                .between(new Offsets(starts, Offsets.Source.CHECKPOINT), new Offsets(ends, Offsets.Source.CHECKPOINT));
        return held.topic().plan(demand, bounds);
    }

    /** What the micro-batch reads that was planned last. */
    String description() {
        List<TopicPlan> plans = lastPlans;
        return plans.isEmpty()
                ? "kaspar, as a stream of " + template.topics()
                : ScanDescription.of(template, plans, demand);
    }

    final ScanContext template() {
        return template;
    }

    /** Whether tasks read what is written while they run, row by row. */
    boolean isRealTime() {
        return false;
    }

    /** Whether a topic took the name of one before, and nothing was planned of it yet. */
    final boolean isNewLife(String topic) {
        return newLives.contains(topic);
    }

    /** Remembers where the last batch ended, and that it may be further than what was asked for when it began. */
    final void ended(StreamOffset end) {
        lastPlannedEnd = end;
    }

    /** How many offsets were gone when the last micro-batch was planned. */
    long lostOffsets() {
        return TopicPlan.lostOffsets(lastPlans);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return QueryStop.tell(() -> new TopicReaderFactory(knownSpecs(), false));
    }

    final Map<String, ScanSpec> knownSpecs() {
        List<ScannedTopic> unknown = topics.stream()
                .filter(topic -> !specs.containsKey(topic.name())
                        || !specs.get(topic.name()).topic().equals(topic.identity()))
                .toList();
        if (!unknown.isEmpty()) {
            specs.putAll(template.specs(unknown, demand));
        }
        return Map.copyOf(specs);
    }

    @Override
    public @Nullable Offset reportLatestOffset() {
        return known;
    }

    /** Under the names of Spark's own connector. */
    @Override
    public Map<String, String> metrics(Optional<Offset> latestConsumedOffset) {
        StreamOffset latest = known;
        if (latest == null || latestConsumedOffset.isEmpty()) {
            return Map.of();
        }
        StreamOffset consumed = (StreamOffset) latestConsumedOffset.get();
        LongSummaryStatistics behind = new LongSummaryStatistics();
        latest.forEach((partition, end) -> behind.accept(
                Math.max(0, end - consumed.next(partition.topic()).getOrDefault(partition.partition(), 0L))));
        Map<String, String> metrics = new HashMap<>();
        metrics.put("minOffsetsBehindLatest", String.valueOf(behind.getCount() == 0 ? 0 : behind.getMin()));
        metrics.put("maxOffsetsBehindLatest", String.valueOf(behind.getCount() == 0 ? 0 : behind.getMax()));
        metrics.put("avgOffsetsBehindLatest", String.format(Locale.ROOT, "%.1f", behind.getAverage()));
        StreamSize.localShare(lastPlans)
                .ifPresent(share -> metrics.put("plannedLocalShare", String.format(Locale.ROOT, "%.2f", share)));
        StreamSize.bytesBetween(lastPlans, consumed, latest)
                .ifPresent(bytes -> metrics.put("estimatedBytesBehindLatest", String.valueOf(bytes)));
        msBehind(consumed, latest).ifPresent(ms -> metrics.put("estimatedMsBehindLatest", String.valueOf(ms)));
        return metrics;
    }

    private OptionalLong msBehind(StreamOffset consumed, StreamOffset latest) {
        Map<TopicPartitionName, OffsetRange> unread = new HashMap<>();
        latest.forEach((partition, end) -> {
            long next = consumed.next(partition.topic()).getOrDefault(partition.partition(), 0L);
            unread.put(partition, new OffsetRange(Math.min(next, end), end));
        });
        Map<String, TopicIdentity> identities = new HashMap<>();
        topics.forEach(topic -> identities.put(topic.name(), topic.identity()));
        return QueryStop.tell(() -> timeBehind.ms(unread, identities));
    }

    /** Nothing depends on it: records stay as long as the topic keeps them. Spark calls it when it begins the batch behind that one. */
    @Override
    public void commit(Offset end) {
        tellProgress((StreamOffset) end);
    }

    /** Of the last batch Spark tells nothing more, so its checkpoint is asked. */
    @Override
    public void stop() {
        StreamOffset end = lastPlannedEnd;
        if (end != null && options.progressGroup().isPresent() && checkpoint.isLastBatchDone()) {
            tellProgress(end);
        }
    }

    /** Somebody's view of the lag is no reason to fail a query. */
    private void tellProgress(StreamOffset offset) {
        options.progressGroup().ifPresent(group -> {
            try {
                AtOnce.each(
                        topics.stream()
                                .filter(topic -> !offset.next(topic.name()).isEmpty())
                                .toList(),
                        topic -> {
                            topic.commit(group, offset);
                            return topic;
                        });
            } catch (ClusterException e) {
                LOG.warn("The consumer group {} is not told how far the stream got", group, e);
            }
        });
    }

    @Override
    public String toString() {
        return "kaspar[" + template.topics().label() + "]";
    }

    /** Which Spark this is, found out once, and what only loads on newer ones. */
    private static final class Streams {
        private static final boolean OFFER_REAL_TIME = offersRealTime();

        private static boolean offersRealTime() {
            try {
                Class.forName("org.apache.spark.sql.connector.read.streaming.SupportsRealTimeMode");
                return true;
            } catch (ClassNotFoundException e) { // before Spark 4.1
                return false;
            }
        }

        /** Of an interface's type, so that the class is not looked for where it cannot be loaded. */
        @SinceSpark("4.1")
        static MicroBatchStream inRealTime(ScanContext template, ScanDemand demand, StreamCheckpoint checkpoint) {
            return new RealTimeStream(template, demand, checkpoint);
        }
    }
}
