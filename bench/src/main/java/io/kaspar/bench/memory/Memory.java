package io.kaspar.bench.memory;

import io.kaspar.bench.child.JavaChild;
import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.reader.task.ReadLocality;
import java.io.IOException;
import java.util.List;

/** Starts a broker, writes topics, and reads them in JVMs with little memory. */
public final class Memory {
    private static final int FAILURE = 1;
    private static final int USAGE_ERROR = 2;
    private static final double BYTES_PER_MB = 1 << 20;

    private final MemoryOptions options;
    private final EmbeddedKafka kafka;

    private Memory(MemoryOptions options, EmbeddedKafka kafka) {
        this.options = options;
        this.kafka = kafka;
    }

    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(MemoryOptions.USAGE);
            return;
        }
        MemoryOptions options;
        try {
            options = MemoryOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + MemoryOptions.USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        boolean passed;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(BrokerOptions.singleNode())) {
            passed = new Memory(options, kafka).run();
        }
        System.out.println(passed ? "PASS" : "FAIL");
        System.exit(passed ? 0 : FAILURE);
    }

    private boolean run() throws IOException {
        System.out.printf(
                "%-10s %-8s %6s %10s %9s %8s %12s %12s  %s%n",
                "records", "from", "heap", "rows", "log MB", "seconds", "peak MB", "after GC MB", "result");
        boolean passed = true;
        TopicWriter writer = new TopicWriter(kafka.bootstrapServers(), options.batchSize());
        for (ReadRecords records : ReadRecords.values()) {
            long recordCount = records.count(options.recordCount());
            String topicId = writer.write(records, recordCount);
            for (ReadLocality locality : List.of(ReadLocality.REQUIRED, ReadLocality.OFF)) {
                ReadTask task = task(records, recordCount, locality, topicId);
                passed &= reads(task, options.heap());
                passed &= options.tooSmallHeap().isEmpty()
                        || !reads(task, options.tooSmallHeap().get());
            }
        }
        return passed;
    }

    private ReadTask task(ReadRecords records, long recordCount, ReadLocality locality, String topicId) {
        return new ReadTask(
                records.topic(),
                records.shape().valueSchema(),
                recordCount,
                locality,
                kafka.bootstrapServers(),
                kafka.clusterId(),
                topicId,
                kafka.logDirs(1).get(0).toString());
    }

    /** Whether a JVM with so much heap reads it all. */
    private static boolean reads(ReadTask task, String heap) throws IOException {
        String from = task.locality() == ReadLocality.OFF ? "network" : "files";
        JavaChild.End end;
        try (JavaChild child = JavaChild.start(heap, PartitionRead.class, task.arguments())) {
            end = child.await();
        }
        if (end.exitCode() != 0) {
            System.out.printf(
                    "%-10s %-8s %6s failed with exit code %d %s%n",
                    task.topic(), from, heap, end.exitCode(), end.output());
            return false;
        }
        ReadFigures figures = ReadFigures.parse(end.output());
        boolean isComplete = figures.rowCount() == task.recordCount();
        System.out.printf(
                "%-10s %-8s %6s %10d %9.1f %8.1f %12.1f %12.1f  %s%n",
                task.topic(),
                from,
                heap,
                figures.rowCount(),
                figures.logBytes() / BYTES_PER_MB,
                figures.millis() / 1e3,
                figures.peakBytes() / BYTES_PER_MB,
                figures.peakAfterCollectionBytes() / BYTES_PER_MB,
                isComplete ? "read" : "incomplete: " + task.recordCount() + " expected");
        return isComplete;
    }
}
