package io.kaspar.bench.jmh;

import io.kaspar.bench.data.Codec;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.compression.DecompressionTarget;
import io.kaspar.reader.compression.RecordsDecompressor;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The records section of a record batch as producers write it unless told otherwise: 16 KiB before it is compressed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Decompression {
    @Param
    public Codec codec = Codec.NONE;

    private final RecordsDecompressor decompressor = new RecordsDecompressor();
    private final Target target = new Target();
    private RecordBatchView recordBatch = new RecordBatchView();

    @Setup
    public void makeRecordBatch() {
        recordBatch = MadeRecordBatches.of(MadeRecordBatches.orders(), codec, 1, MadeRecordBatches.ORDERS_PER_BATCH)
                .get(0);
    }

    @Benchmark
    @OperationsPerInvocation(MadeRecordBatches.ORDERS_PER_BATCH)
    public int decompress() throws IOException {
        target.clear();
        int length = decompressor.decompress(recordBatch, target);
        if (length < MadeRecordBatches.ORDERS_PER_BATCH) {
            throw new IllegalStateException("decompressed to " + length + " bytes");
        }
        return length;
    }

    @TearDown
    public void close() {
        decompressor.close();
    }

    private static final class Target implements DecompressionTarget {
        private byte[] bytes = new byte[1 << 16];
        private int limit;

        void clear() {
            limit = 0;
        }

        @Override
        public byte[] array() {
            return bytes;
        }

        @Override
        public int limit() {
            return limit;
        }

        @Override
        public void ensureRoom(int length) {
            if (limit + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * (limit + length));
            }
        }

        @Override
        public void appended(int length) {
            limit += length;
        }
    }
}
