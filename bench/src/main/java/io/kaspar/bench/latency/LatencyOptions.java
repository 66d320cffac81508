package io.kaspar.bench.latency;

import io.kaspar.bench.NumberArgument;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a run measures.
 *
 * @param warmupSeconds how long orders are sent before
 * @param seconds how long latencies are measured for each contender
 * @param rate orders that are sent per second
 * @param idleSeconds how long each stream has nothing to do afterwards
 */
record LatencyOptions(int warmupSeconds, int seconds, int rate, int idleSeconds) {
    static final String USAGE = """
            usage: bench/latency [--seconds S] [--rate R] [--idle-seconds I] [--warmup-seconds W]

            A producer sends orders at a steady rate, one by one with acks=all, while a stream takes them, one micro-batch
            after the other without a pause: Kaspar from the broker's files, Kaspar over the network, Spark's Kafka connector
            with from_avro as it comes, and with every setting that helps; then Kaspar and the connector in real-time mode. The latency of an order counts from the moment it
            was to be sent until foreachBatch has the micro-batch's rows, or foreach its row. Then nothing is sent for a while. Producer, broker and
            streams have a process each and share this machine's cores.

            --seconds         how long is measured for each (default 20)
            --rate            orders sent per second (default 200)
            --idle-seconds    how long nothing is sent afterwards (default 5)
            --warmup-seconds  how long orders are sent before, and once more to each before all (default 10)
            """;

    static final int CUSTOMERS = 100_000;
    static final long SEED = 20260101;

    private static final int MAX_RATE = 20_000;

    /** @throws IllegalArgumentException with a message for a person */
    static LatencyOptions parse(List<String> arguments) {
        int warmupSeconds = 10;
        int seconds = 20;
        int rate = 200;
        int idleSeconds = 5;
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String name = left.pop();
            switch (name) {
                case "--seconds" -> seconds = NumberArgument.of(name, left, 3_600);
                case "--rate" -> rate = NumberArgument.of(name, left, MAX_RATE);
                case "--idle-seconds" -> idleSeconds = NumberArgument.of(name, left, 3_600);
                case "--warmup-seconds" -> warmupSeconds = NumberArgument.of(name, left, 3_600);
                default -> throw new IllegalArgumentException("no such option: " + name);
            }
        }
        return new LatencyOptions(warmupSeconds, seconds, rate, idleSeconds);
    }

    /** What is done before anything counts, so that none is measured in a colder JVM than the others. */
    LatencyOptions ofWarmup() {
        return new LatencyOptions(1, warmupSeconds, rate, 1);
    }

    /** Orders of one contender, with those of the warm-up. */
    int recordCount() {
        return rate * (warmupSeconds + seconds);
    }

    /** The id of the first order that counts. */
    int firstMeasured() {
        return rate * warmupSeconds;
    }
}
