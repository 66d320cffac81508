package io.kaspar.bench.jmh;

import io.kaspar.reader.vector.ValueVector;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * From framed Avro values to vectors, framing included. The decoder's generated code takes over after two thousand values,
 * which is during warm-up.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AvroDecoding {
    private static final int RECORD_COUNT = 1_000;

    @Param
    public DecodedFields fields = DecodedFields.ALL_11;

    private @Nullable Decoding decoding;

    @Setup
    public void makeRecords() throws IOException {
        decoding = Decoding.of(fields, RECORD_COUNT);
    }

    @Benchmark
    @OperationsPerInvocation(RECORD_COUNT)
    public ValueVector decode() throws IOException {
        Decoding ready = Objects.requireNonNull(decoding);
        int decoded = ready.run();
        if (decoded != RECORD_COUNT || ready.vector().size() != RECORD_COUNT) {
            throw new IllegalStateException("decoded " + decoded + " values");
        }
        return ready.vector();
    }
}
