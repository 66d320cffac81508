package io.kaspar.bench.memory;

import io.kaspar.reader.scan.PartitionScan;
import java.io.IOException;
import java.util.List;

/** Reads a partition as a task does, without Spark, and prints what it took. */
public final class PartitionRead {
    private PartitionRead() {}

    public static void main(String[] arguments) throws IOException {
        HeapWatch watch = HeapWatch.start();
        System.out.println(read(ReadTask.parse(List.of(arguments)), watch).line());
        System.exit(0); // Kafka's clients linger
    }

    private static ReadFigures read(ReadTask task, HeapWatch watch) throws IOException {
        long start = System.nanoTime();
        long rowCount = 0;
        try (PartitionScan scan = PartitionScan.open(task.scanSpec(), task.scanTask())) {
            while (scan.next()) {
                rowCount += scan.current().rowCount();
            }
            return new ReadFigures(
                    rowCount,
                    scan.counters().localBytes() + scan.counters().networkBytes(),
                    (System.nanoTime() - start) / 1_000_000,
                    watch.peakBytes(),
                    watch.peakAfterCollectionBytes());
        }
    }
}
