package io.kaspar.schema.registry;

import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.schema.cancel.CancelledException;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a registry answered, up to a number of bytes: what was used last stays. Callers that want the same at the same
 * time share one request and its outcome; a failure is told to those who waited for it and then forgotten. Thread-safe.
 */
final class SingleFlightCache<K, V> {
    /** For ever. */
    static final long FOR_EVER = Long.MAX_VALUE;

    private static final float LOAD_FACTOR = 0.75f;

    /** What is kept of an answer beside its own bytes: key, entry, flight. */
    private static final int ENTRY_BYTES = 200;

    private final Map<K, Flight<V>> flights = new LinkedHashMap<>(16, LOAD_FACTOR, true);
    private final Clock clock;
    private final ToLongFunction<V> ttlMs;
    private final ToLongFunction<V> bytes;
    private final long maxBytes;
    private long keptBytes;

    /**
     * @param ttlMs how long an answer may be used again; 0 for never
     * @param bytes how much memory an answer takes, about
     * @param maxBytes how much all answers may take
     */
    SingleFlightCache(Clock clock, ToLongFunction<V> ttlMs, ToLongFunction<V> bytes, long maxBytes) {
        this.clock = clock;
        this.ttlMs = ttlMs;
        this.bytes = bytes;
        this.maxBytes = maxBytes;
    }

    V get(K key, Request<K, V> request) throws SchemaRegistryException {
        return get(key, request, Cancellation.NEVER);
    }

    /** @param cancellation ends the wait for another caller's request */
    V get(K key, Request<K, V> request, Cancellation cancellation) throws SchemaRegistryException {
        while (true) {
            Flight<V> own = new Flight<>();
            Flight<V> flight = usableOr(key, own);
            if (flight == own) {
                return fly(key, own, request);
            }
            Flight.Outcome<V> outcome = flight.await(cancellation);
            if (outcome.failure() != null) {
                throw outcome.failure();
            }
            if (outcome.value() != null) {
                return outcome.value();
            }
            // The caller that asked gave up (it was cancelled); that says nothing about the registry.
        }
    }

    /** Keeps an answer that came along with another one. */
    void put(K key, V value) {
        Flight<V> flight = new Flight<>();
        flight.land(value, clock.millis());
        synchronized (this) {
            forget(key);
            flights.put(key, flight);
            keep(flight, value);
        }
    }

    /** Forgets the answers to these questions; whoever waits for one still gets it. */
    synchronized void forgetIf(Predicate<K> keys) {
        flights.entrySet().removeIf(entry -> {
            boolean isForgotten = keys.test(entry.getKey());
            if (isForgotten) {
                drop(entry.getValue());
            }
            return isForgotten;
        });
    }

    /** Forgets one answer. */
    synchronized void forget(K key) {
        drop(flights.remove(key));
    }

    synchronized void clear() {
        flights.clear();
        keptBytes = 0;
    }

    private synchronized Flight<V> usableOr(K key, Flight<V> own) {
        Flight<V> known = flights.get(key);
        if (known != null && isUsable(known)) {
            return known;
        }
        drop(known);
        flights.put(key, own);
        return own;
    }

    private V fly(K key, Flight<V> flight, Request<K, V> request) throws SchemaRegistryException {
        boolean landed = false;
        try {
            V value = request.send(key);
            flight.land(value, clock.millis());
            landed = true;
            keepLanded(key, flight, value);
            return value;
        } catch (SchemaRegistryException e) {
            if (!(e.getCause() instanceof InterruptedException)) {
                flight.fail(e);
            }
            throw e;
        } finally {
            if (!landed) {
                giveUp(key, flight);
            }
        }
    }

    private synchronized void giveUp(K key, Flight<V> flight) {
        flights.remove(key, flight);
        flight.giveUp();
    }

    private synchronized void keepLanded(K key, Flight<V> flight, V value) {
        if (flights.get(key) == flight) {
            keep(flight, value);
        }
    }

    private void keep(Flight<V> flight, V value) {
        flight.keptBytes = ENTRY_BYTES + bytes.applyAsLong(value);
        keptBytes += flight.keptBytes;
        Iterator<Flight<V>> oldest = flights.values().iterator();
        while (keptBytes > maxBytes && oldest.hasNext()) {
            Flight<V> next = oldest.next();
            if (next != flight && next.keptBytes > 0) {
                oldest.remove();
                drop(next);
            }
        }
    }

    private void drop(@Nullable Flight<V> flight) {
        if (flight != null) {
            keptBytes -= flight.keptBytes;
            flight.keptBytes = 0;
        }
    }

    private boolean isUsable(Flight<V> flight) {
        Flight.Outcome<V> outcome = flight.outcomeNow();
        if (outcome == null) {
            return true;
        }
        V value = outcome.value();
        if (value == null) {
            return false;
        }
        long ttl = ttlMs.applyAsLong(value);
        long age = clock.millis() - outcome.landedMs();
        return ttl == FOR_EVER || (age >= 0 && age < ttl);
    }

    /** Asks the registry. */
    @FunctionalInterface
    interface Request<K, V> {
        V send(K key) throws SchemaRegistryException;
    }

    /** One request under way, or answered. */
    private static final class Flight<V> {
        /** What it counts for; 0 before it has landed, and once it is dropped. Guarded by the cache. */
        private long keptBytes;

        private final CompletableFuture<Outcome<V>> outcome = new CompletableFuture<>();

        /** An answer, or a failure; neither when the caller gave up. */
        record Outcome<V>(@Nullable V value, @Nullable SchemaRegistryException failure, long landedMs) {}

        void land(V value, long nowMs) {
            outcome.complete(new Outcome<>(value, null, nowMs));
        }

        void fail(SchemaRegistryException failure) {
            outcome.complete(new Outcome<>(null, failure, 0));
        }

        void giveUp() {
            outcome.complete(new Outcome<>(null, null, 0));
        }

        @Nullable
        Outcome<V> outcomeNow() {
            return outcome.getNow(null);
        }

        Outcome<V> await(Cancellation cancellation) throws SchemaRegistryException {
            try {
                return cancellation.await(outcome);
            } catch (InterruptedException e) {
                CancelledException.keepInterrupt(e);
                throw new SchemaRegistryException("interrupted while waiting for the registry", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("outcomes are never exceptional", e);
            }
        }
    }
}
