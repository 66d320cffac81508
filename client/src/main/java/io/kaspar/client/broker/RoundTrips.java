package io.kaspar.client.broker;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.Node;

/**
 * How far away brokers are: the shortest of the last round trips to each. Not thread-safe.
 *
 * <p>Only the last ones, because a way through a network can become longer while a connection lives.
 */
final class RoundTrips {
    private static final int REMEMBERED = 4;

    private final Map<String, LastTrips> byNode = new HashMap<>();

    /** Learns from an answer that was waited for from the moment its question was sent. */
    void learn(Node node, long roundTripMs) {
        byNode.computeIfAbsent(node.idString(), id -> new LastTrips()).add(roundTripMs);
    }

    /**
     * The shortest of the last round trips.
     *
     * @return in milliseconds; another broker's when this one has not answered yet, and 0 when none has
     */
    long shortestMs(Node node) {
        LastTrips known = byNode.get(node.idString());
        return known != null
                ? known.shortestMs()
                : byNode.values().stream()
                        .mapToLong(LastTrips::shortestMs)
                        .min()
                        .orElse(0);
    }

    /** The last round trips to one broker, in a ring. */
    private static final class LastTrips {
        private final long[] tripsMs = new long[REMEMBERED];
        private int count;

        void add(long tripMs) {
            tripsMs[count % REMEMBERED] = tripMs;
            count++;
        }

        long shortestMs() {
            long shortest = Long.MAX_VALUE;
            for (int i = 0; i < Math.min(count, REMEMBERED); i++) {
                shortest = Math.min(shortest, tripsMs[i]);
            }
            return shortest;
        }
    }
}
