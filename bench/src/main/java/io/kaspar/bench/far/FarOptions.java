package io.kaspar.bench.far;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What a run measures.
 *
 * @param recordCount of the topic
 * @param runs of each query, the fastest counts
 * @param roundTripsMs how far away the broker is, in turn
 */
record FarOptions(int recordCount, int runs, List<Integer> roundTripsMs) {
    static final String USAGE = """
            usage: bench/far [--records N] [--runs R] [--round-trips MS,MS,...]

            Scans a topic of two partitions through a link that delays each way: Kaspar over the network, and Spark's Kafka
            connector with every setting that helps. The broker has a process of its own; link and scans share another one.

            --records      of the topic (default 5000000)
            --runs         of each query, the fastest counts (default 3)
            --round-trips  in milliseconds (default 0,10,40,100)
            """;

    private static final int LONGEST_ROUND_TRIP_MS = 1_000;

    FarOptions {
        roundTripsMs = List.copyOf(roundTripsMs);
    }

    /** @throws IllegalArgumentException with a message for a person */
    static FarOptions parse(List<String> arguments) {
        int recordCount = 5_000_000;
        int runs = 3;
        List<Integer> roundTripsMs = List.of(0, 10, 40, 100);
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String name = left.pop();
            String value = left.isEmpty() ? "" : left.pop();
            switch (name) {
                case "--records" -> recordCount = number(name, value, 1, 999_999_999);
                case "--runs" -> runs = number(name, value, 1, 100);
                case "--round-trips" ->
                    roundTripsMs = Arrays.stream(value.split(",", -1))
                            .map(part -> number(name, part, 0, LONGEST_ROUND_TRIP_MS))
                            .toList();
                default -> throw new IllegalArgumentException("no such option: " + name);
            }
        }
        return new FarOptions(recordCount, runs, roundTripsMs);
    }

    private static int number(String name, String value, int least, int most) {
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(
                    name + " needs a number from " + least + " to " + most + ", not '" + value + "'");
        }
        return Integer.parseInt(value);
    }
}
