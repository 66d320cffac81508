package io.kaspar.bench.jmh;

import io.kaspar.bench.data.Codec;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.record.RecordCursor;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From record batches that are not compressed to a block of rows with the places of keys and values. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBatchWalk {
    private static final int BATCH_COUNT = 27;
    private static final int RECORD_COUNT = BATCH_COUNT * MadeRecordBatches.ORDERS_PER_BATCH;
    private static final int MAX_BLOCK_BYTES = 4 << 20;

    private final List<RecordBatchView> recordBatches = MadeRecordBatches.of(
            MadeRecordBatches.orders(), Codec.NONE, BATCH_COUNT, MadeRecordBatches.ORDERS_PER_BATCH);
    private final RecordBuffer buffer = new RecordBuffer();
    private final RecordBlock block = new RecordBlock(buffer, RECORD_COUNT + 1, MAX_BLOCK_BYTES);
    private final RecordCursor cursor = new RecordCursor(buffer);

    @Benchmark
    @OperationsPerInvocation(RECORD_COUNT)
    public RecordBlock walk() throws IOException {
        block.reset();
        for (RecordBatchView recordBatch : recordBatches) {
            cursor.open(recordBatch);
            cursor.read(block, 0, Long.MAX_VALUE);
        }
        if (block.size() != RECORD_COUNT) {
            throw new IllegalStateException("walked over " + block.size() + " records");
        }
        return block;
    }

    @TearDown
    public void close() throws IOException {
        cursor.close();
    }
}
