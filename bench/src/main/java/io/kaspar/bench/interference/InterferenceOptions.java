package io.kaspar.bench.interference;

import io.kaspar.bench.NumberArgument;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a run measures.
 *
 * @param seconds how long latencies are measured beside each kind of scan
 * @param rate records that the producer sends per second
 * @param recordCount of the topic that is scanned
 * @param ownCores whether the broker and the producer have one half of the cores, and the scans the other
 */
record InterferenceOptions(int seconds, int rate, int recordCount, boolean ownCores) {
    static final String USAGE = """
            usage: bench/interference [--seconds S] [--rate R] [--records N] [--own-cores]

            A producer sends records at a steady rate, one by one with acks=all, first with nothing else going on, then
            while scans of another topic run in a loop: Kaspar from the broker's files, Kaspar over the network, and
            Spark's Kafka connector with every setting that helps; then Kaspar's scans as often as the connector managed,
            which is equal work. A record's latency counts from the moment it was to
            be sent, whether or not the producer got round to it then. The producer, the broker and the scans have a
            process each and share this machine's cores.

            With --own-cores they do not: what scans cost then, they cost by the disk or the page cache.

            --seconds  how long is measured for each (default 20)
            --rate     records sent per second (default 500)
            --records  of the topic that is scanned (default 5000000)
            --own-cores  holds broker and producer on the first half of the cores, the scans on the rest (taskset)
            """;

    private static final int MAX_RATE = 20_000;

    /** @throws IllegalArgumentException with a message for a person */
    static InterferenceOptions parse(List<String> arguments) {
        int seconds = 20;
        int rate = 500;
        int recordCount = 5_000_000;
        boolean ownCores = false;
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String name = left.pop();
            switch (name) {
                case "--seconds" -> seconds = NumberArgument.of(name, left, 3_600);
                case "--rate" -> rate = NumberArgument.of(name, left, MAX_RATE);
                case "--records" -> recordCount = NumberArgument.of(name, left, 999_999_999);
                case "--own-cores" -> ownCores = true;
                default -> throw new IllegalArgumentException("no such option: " + name);
            }
        }
        return new InterferenceOptions(seconds, rate, recordCount, ownCores);
    }
}
