package io.kaspar.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an embedded Spark cluster looks like.
 *
 * @param masterAddress the loopback address of the master
 * @param workers at least one
 * @param workerMemoryMb what executors on one worker may have
 * @param keepIn a folder for the storage that stays; empty for a temporary one that is removed at the end
 */
public record SparkOptions(String masterAddress, List<Worker> workers, int workerMemoryMb, Optional<Path> keepIn) {
    private static final int DEFAULT_WORKER_MEMORY_MB = 700;

    /**
     * A worker; it gives one core.
     *
     * @param address the loopback address that it and its executors are known by
     * @param mounts what only this worker is to see: a name and the folder behind it. An executor finds it as
     *     {@code ../../../name}, seen from the folder it runs in
     */
    public record Worker(String address, Map<String, Path> mounts) {
        public Worker {
            mounts = Map.copyOf(mounts);
        }
    }

    public SparkOptions {
        workers = List.copyOf(workers);
        if (workers.isEmpty()) {
            throw new IllegalArgumentException("a Spark cluster has at least one worker");
        }
    }

    /** A master on 127.0.0.1 and these workers, storage removed at the end. */
    public static SparkOptions of(List<Worker> workers) {
        return new SparkOptions("127.0.0.1", workers, DEFAULT_WORKER_MEMORY_MB, Optional.empty());
    }

    public SparkOptions withKeepIn(Path folder) {
        return new SparkOptions(masterAddress, workers, workerMemoryMb, Optional.of(folder));
    }
}
