package io.kaspar.soak;

import io.kaspar.embedded.EmbeddedSpark;
import io.kaspar.embedded.SparkOptions;
import io.kaspar.embedded.SparkOptions.Worker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Machines of a Spark cluster, whose executors may be killed. */
record SoakExecutors(EmbeddedSpark spark) implements AutoCloseable {
    private static final int FIRST_ADDRESS = 11;
    private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

    /** Starts so many, each of which has room for one executor. */
    static SoakExecutors start(int count) throws IOException {
        return new SoakExecutors(EmbeddedSpark.start(SparkOptions.of(IntStream.range(0, count)
                .mapToObj(number -> new Worker("127.0.0." + (FIRST_ADDRESS + number), Map.of()))
                .toList())));
    }

    String masterUrl() {
        return spark.masterUrl();
    }

    /** Kills an executor as {@code kill -9} does; its worker starts another one. False when there is none. */
    boolean kill(Random random) {
        List<ProcessHandle> executors = spark.processes().stream()
                .flatMap(daemon -> ProcessHandle.of(daemon.pid()).stream())
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info().commandLine().orElse("").contains(EXECUTOR))
                .toList();
        return !executors.isEmpty()
                && executors.get(random.nextInt(executors.size())).destroyForcibly();
    }

    @Override
    public void close() {
        spark.close();
    }
}
