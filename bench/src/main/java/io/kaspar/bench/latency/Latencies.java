package io.kaspar.bench.latency;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How long something took that was done often; crosses to the parent process as a line of text.
 *
 * @param count how many there were
 */
public record Latencies(long count, double p50Ms, double p99Ms, double maxMs) {
    private static final double NANOS_PER_MS = 1e6;

    /** @throws IllegalArgumentException when there are none */
    public static Latencies of(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("no latencies");
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted.length, percentile(sorted, 0.5), percentile(sorted, 0.99), percentile(sorted, 1.0));
    }

    /** The smallest one that so large a part is not above, in milliseconds. */
    private static double percentile(long[] sortedNanos, double part) {
        int rank = (int) Math.ceil(part * sortedNanos.length);
        return sortedNanos[Math.max(1, rank) - 1] / NANOS_PER_MS;
    }

    public String line() {
        return count + " " + p50Ms + " " + p99Ms + " " + maxMs;
    }

    /** @throws IllegalArgumentException when it is not such a line */
    public static Latencies parse(String line) {
        String[] words = line.split(" ");
        if (words.length != 4) {
            throw new IllegalArgumentException("no latencies: " + line);
        }
        double[] numbers = Stream.of(words).mapToDouble(Double::parseDouble).toArray();
        return new Latencies((long) numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
