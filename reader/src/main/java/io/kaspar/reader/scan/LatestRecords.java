package io.kaspar.reader.scan;

import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.schema.cancel.Cancellation;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The last record of each key among those of a task, without keys whose last record removes them. Reads all records before it
 * gives the first: their keys are looked at, and what they do, and which offsets are left is remembered. Then those are read. Not thread-safe.
 *
 * <p>Keys that do not fit into a share of the heap are done in rounds, each of which reads all records once more.
 */
final class LatestRecords implements RowRecords {
    private static final int BLOCK_RECORDS = 4096;
    private static final int BLOCK_BYTES = 4 << 20;
    /** So many tasks may be at it in one heap. */
    private static final int HEAP_SHARE = 16;

    private static final long LEAST_TABLE_BYTES = 64L << 20;
    private static final int MOST_COUNTED = 1 << 20;

    private final ScanSpec spec;
    private final ScanTask task;
    private final RecordBuffer buffer;
    private final ScanCounters counters;
    private final Cancellation cancellation;
    private final Function<RecordBuffer, KeyEffects> effects;
    private final long tableBytes;
    private final KeyHash keyHash = KeyHash.random();
    private @Nullable OffsetSet last;
    private @Nullable TaskRecords records;
    private long counted;

    /** @param effects what records do that are read into a buffer */
    LatestRecords(
            ScanSpec spec,
            ScanTask task,
            RecordBuffer buffer,
            ScanCounters counters,
            Cancellation cancellation,
            Function<RecordBuffer, KeyEffects> effects) {
        this(
                spec,
                task,
                buffer,
                counters,
                cancellation,
                effects,
                Math.max(LEAST_TABLE_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE));
    }

    /** @param tableBytes what keys may take of the heap at once, and half of that for a moment */
    LatestRecords(
            ScanSpec spec,
            ScanTask task,
            RecordBuffer buffer,
            ScanCounters counters,
            Cancellation cancellation,
            Function<RecordBuffer, KeyEffects> effects,
            long tableBytes) {
        this.spec = spec;
        this.task = task;
        this.buffer = buffer;
        this.counters = counters;
        this.cancellation = cancellation;
        this.effects = effects;
        this.tableBytes = tableBytes;
    }

    @Override
    public boolean read(RecordBlock block) throws IOException {
        OffsetSet wanted = last();
        if (wanted.size() == 0) {
            return false;
        }
        int rowsBefore = block.size();
        boolean hasMore = records(wanted).read(block);
        block.retain(rowsBefore, (found, row) -> wanted.contains(found.offsets()[row]));
        return hasMore;
    }

    private TaskRecords records(OffsetSet wanted) {
        TaskRecords opened = records;
        if (opened == null) {
            List<TimedRange> ranges = wanted.ranges(task.span()).stream()
                    .map(range -> new TimedRange(range, TimestampRanges.ALL))
                    .toList();
            opened = new TaskRecords(spec, task.of(ranges), buffer, counters, cancellation);
            records = opened;
        }
        return opened;
    }

    @Override
    public boolean canCount() {
        return true;
    }

    @Override
    public int nextCount(RecordBlock scratch) throws IOException {
        int count = (int) Math.min(MOST_COUNTED, last().size() - counted);
        counted += count;
        return count;
    }

    private OffsetSet last() throws IOException {
        OffsetSet found = last;
        if (found == null) {
            found = find();
            last = found;
        }
        return found;
    }

    private OffsetSet find() throws IOException {
        OffsetSet found = new OffsetSet();
        Deque<KeyShare> shares = new ArrayDeque<>(List.of(KeyShare.ALL));
        while (!shares.isEmpty()) {
            KeyRound round = new KeyRound(keyHash, tableBytes, shares.remove(), shares);
            run(round);
            round.addTo(found);
        }
        return found;
    }

    private void run(KeyRound round) throws IOException {
        RecordBuffer keys = new RecordBuffer();
        RecordBlock block = new RecordBlock(keys, BLOCK_RECORDS, BLOCK_BYTES);
        try (KeyEffects known = effects.apply(keys);
                TaskRecords all = new TaskRecords(spec, task, keys, counters, cancellation)) {
            boolean hasMore = true;
            while (hasMore) {
                try {
                    block.reset();
                    hasMore = all.read(block);
                    known.look(block);
                    addAll(round, block, known);
                } catch (TransactionMismatchException fault) {
                    // nothing was handed over, so it begins anew
                    all.takeBack(fault);
                    round.restart();
                }
            }
        }
    }

    private void addAll(KeyRound round, RecordBlock block, KeyEffects known) throws NullKeyException {
        for (int row = 0; row < block.size(); row++) {
            KeyEffect effect = known.of(row);
            if (block.keyLengths()[row] < 0 && effect.isOfAKey()) {
                throw new NullKeyException(spec.partitionOf(task).toString(), block.offsets()[row]);
            }
            round.add(block, row, effect);
        }
    }

    @Override
    public void handOver() {
        if (records != null) {
            records.handOver();
        }
    }

    @Override
    public void takeBack(TransactionMismatchException fault) throws IOException {
        if (records == null) {
            throw fault;
        }
        records.takeBack(fault);
    }

    /** All records are looked at before the first is given. */
    @Override
    public long nextOffset() {
        throw new IllegalStateException("the last records of an open range are not known");
    }

    @Override
    public void requireCommitted() throws IOException {
        if (records != null) {
            records.requireCommitted();
        }
    }

    @Override
    public void close() throws IOException {
        if (records != null) {
            records.close();
        }
    }
}
