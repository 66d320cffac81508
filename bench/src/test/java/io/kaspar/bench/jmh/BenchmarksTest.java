package io.kaspar.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.bench.data.Codec;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

final class BenchmarksTest {
    private static final int CALLS = 4; // enough for the decoder's generated code to take over

    /** Columns, variants, and Jackson. */
    private static final int OF_JSON = 4;

    @Test
    void allRun() throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true"); // nothing is timed here
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("io.kaspar.bench.jmh")
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementBatchSize(CALLS)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results).hasSize(1 + Codec.values().length + DecodedFields.values().length + OF_JSON);
    }
}
