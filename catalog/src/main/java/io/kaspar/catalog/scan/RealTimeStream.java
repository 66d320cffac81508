package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.SessionFacts;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.stream.QueryStop;
import io.kaspar.catalog.stream.StreamCheckpoint;
import io.kaspar.catalog.stream.StreamOffset;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.schema.line.SinceSpark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.PartitionOffset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsRealTimeMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics that may be read in real time as well: one task for each partition reads what is written while it runs, and its end is known when
 * it is over. Used by the thread of one streaming query.
 */
@SinceSpark("4.1")
final class RealTimeStream extends TopicStream implements SupportsRealTimeMode {
    private static final Logger LOG = LoggerFactory.getLogger(RealTimeStream.class);

    private volatile boolean isRealTime;
    /** What there was when the batch that runs began. */
    private SortedMap<String, Held> held = new TreeMap<>();

    private StreamOffset start = new StreamOffset(Map.of());
    private int tailCount;
    private int turn;

    RealTimeStream(ScanContext template, ScanDemand demand, StreamCheckpoint checkpoint) {
        super(template, demand, checkpoint);
    }

    @Override
    boolean isRealTime() {
        return isRealTime;
    }

    /** @throws OptionException when an option is set that has no meaning then */
    @Override
    public void prepareForRealTimeMode() {
        template().stream().limit().ifPresent(option -> {
            throw new OptionException(
                    "option " + option + " cannot be set in real-time mode, which reads each partition"
                            + " with one task, and each record when it comes; leave it out, or use another trigger");
        });
        if (template().read().settings().locality() == ReadLocality.REQUIRED) {
            throw new OptionException(
                    "read.locality=required cannot be had in real-time mode, which asks brokers for what"
                            + " is new; set read.locality=preferred, or use another trigger");
        }
        isRealTime = true;
    }

    @Override
    public ReadLimit getDefaultReadLimit() {
        return isRealTime ? ReadLimit.allAvailable() : super.getDefaultReadLimit();
    }

    /** In real time: looks at what there is, and ends nothing. */
    @Override
    public Offset latestOffset(Offset from, ReadLimit limit) {
        if (!isRealTime) {
            return super.latestOffset(from, limit);
        }
        return QueryStop.tell(() -> look((StreamOffset) from));
    }

    private StreamOffset look(StreamOffset from) {
        held = held(from);
        start = from;
        return keepEnds(held);
    }

    /** Spark calls it right behind {@link #latestOffset(Offset, ReadLimit)}, so that it need not ask again. */
    @Override
    public InputPartition[] planInputPartitions(Offset from) {
        return QueryStop.tell(() -> tails((StreamOffset) from));
    }

    private InputPartition[] tails(StreamOffset from) {
        if (held.isEmpty() || !start.json().equals(from.json())) {
            look(from);
        }
        List<InputPartition> tails = new ArrayList<>();
        held.forEach((topic, now) -> now.snapshot().ranges().forEach((partition, range) -> {
            ScanTask tail = ScanTask.tail(
                    partition,
                    begin(new TopicPartitionName(topic, partition), range),
                    now.snapshot().lineage(partition));
            tails.add(new TopicInputPartition(topic, tail, List.of()));
        }));
        tailCount = tails.size();
        takeTurns(tails);
        return tails.toArray(InputPartition[]::new);
    }

    /** Those at the end of the list run when those before are over, which may be too late; so others stand there each time. */
    private void takeTurns(List<InputPartition> tails) {
        int slots = SessionFacts.current().parallelism();
        if (slots < 1 || tailCount <= slots) {
            return;
        }
        if (turn == 0) {
            LOG.warn(
                    "{} has {} partitions, and Spark runs {} tasks at once: in real-time mode each partition takes one all the time,"
                            + " and the others wait for the next batches. Give Spark as many cores",
                    template().topics(),
                    tailCount,
                    slots);
        }
        Collections.rotate(tails, -Math.floorMod(turn * slots, tailCount));
        turn++;
    }

    private long begin(TopicPartitionName partition, OffsetRange range) {
        Long next = isNewLife(partition.topic())
                ? null
                : start.next(partition.topic()).get(partition.partition());
        if (next == null) { // a partition that is new begins at its beginning
            return range.startOffset();
        }
        if (next < range.startOffset()) {
            loseRecords(
                    "this stream got to offset " + next + " of partition " + partition.partition() + " of topic "
                            + partition.topic() + ", which now starts at " + range.startOffset(),
                    "go on there");
        }
        return Math.max(next, range.startOffset());
    }

    /** The end of a batch, before Spark writes it down. */
    @Override
    public Offset mergeOffsets(PartitionOffset[] offsets) {
        return QueryStop.tell(() -> merge(offsets));
    }

    private StreamOffset merge(PartitionOffset[] offsets) {
        Map<TopicPartitionName, Long> ends = new HashMap<>();
        for (PartitionOffset offset : offsets) {
            TailOffset end = (TailOffset) offset;
            ends.merge(new TopicPartitionName(end.topic(), end.partition()), end.next(), Math::max);
        }
        if (ends.size() != tailCount) {
            throw new ClusterException(
                    "of " + tailCount + " tasks that read " + template().topics()
                            + " in real time, Spark says of " + ends.size()
                            + " only how far they got; run the query again: it goes on where the batch before ended");
        }
        StreamOffset end = StreamOffset.of(held.keySet(), ends);
        beginNewLives(held, start, end);
        ended(end);
        return end;
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return isRealTime ? QueryStop.tell(() -> new TailReaderFactory(knownSpecs())) : super.createReaderFactory();
    }
}
