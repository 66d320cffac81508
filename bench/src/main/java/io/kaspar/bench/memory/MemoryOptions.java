package io.kaspar.bench.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a run reads, and with how much memory.
 *
 * @param heap as after {@code -Xmx}
 * @param tooSmallHeap one that scans have to fail with, when given
 * @param recordCount of the topic of small records
 * @param batchSize what producers gather for a record batch, in bytes
 */
record MemoryOptions(String heap, Optional<String> tooSmallHeap, long recordCount, int batchSize) {
    static final String USAGE = """
            usage: bench/memory [--heap 64m] [--too-small SIZE] [--records N] [--batch-size BYTES]

            Writes two topics of large lz4 record batches, one of orders (94 bytes) and one of documents (a few KB), and
            reads each, all columns, from the broker's files and over the network, in a JVM with a small heap.
            The exit code is 0 when every scan read every record.

            --heap        of the JVM that reads (default 64m); 1 is the exit code when it is too small
            --too-small   one that the scans have to fail with, to show that the limit bites (default: not tried)
            --records     orders; there are a fiftieth as many documents (default 3000000)
            --batch-size  what a producer gathers for one record batch, in bytes (default 1000000)
            """;

    /** @throws IllegalArgumentException with a message for a person */
    static MemoryOptions parse(List<String> arguments) {
        String heap = "64m";
        Optional<String> tooSmallHeap = Optional.empty();
        long recordCount = 3_000_000;
        int batchSize = 1_000_000;
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String name = left.pop();
            switch (name) {
                case "--heap" -> heap = value(name, left, "[1-9][0-9]{0,5}[kmg]", "a size like 64m");
                case "--too-small" ->
                    tooSmallHeap = Optional.of(value(name, left, "[1-9][0-9]{0,5}[kmg]", "a size like 16m"));
                case "--records" -> recordCount = number(name, left);
                case "--batch-size" -> batchSize = number(name, left);
                default -> throw new IllegalArgumentException("no such option: " + name);
            }
        }
        return new MemoryOptions(heap, tooSmallHeap, recordCount, batchSize);
    }

    private static int number(String name, Deque<String> left) {
        return Integer.parseInt(value(name, left, "[1-9][0-9]{0,7}", "a number from 1 to 99999999"));
    }

    private static String value(String name, Deque<String> left, String pattern, String wanted) {
        String value = left.isEmpty() ? "" : left.pop();
        if (!value.matches(pattern)) {
            throw new IllegalArgumentException(name + " needs " + wanted + ", not '" + value + "'");
        }
        return value;
    }
}
