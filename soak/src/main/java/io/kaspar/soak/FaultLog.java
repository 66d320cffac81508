package io.kaspar.soak;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** When faults were there. Thread-safe. */
final class FaultLog {
    private static final int MOST_KEPT = 1_000;

    private final Deque<Event> events = new ArrayDeque<>();

    /** A fault, over or not. */
    static final class Event {
        private final FaultKind kind;
        private final long startMs = System.currentTimeMillis();
        private volatile long endMs = Long.MAX_VALUE;

        private Event(FaultKind kind) {
            this.kind = kind;
        }

        void over() {
            endMs = System.currentTimeMillis();
        }
    }

    synchronized Event begin(FaultKind kind) {
        Event event = new Event(kind);
        events.addLast(event);
        if (events.size() > MOST_KEPT) {
            events.removeFirst();
        }
        return event;
    }

    /** Whether there was one of these at any time between. */
    synchronized boolean hasAny(Predicate<FaultKind> kinds, long startMs, long endMs) {
        return events.stream()
                .anyMatch(event -> kinds.test(event.kind) && event.startMs <= endMs && event.endMs >= startMs);
    }
}
