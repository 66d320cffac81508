package io.kaspar.schema.registry;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a registry answered. Callers that want the same at the same time share one request and its outcome; a
 * failure is told to those who waited for it and then forgotten. Thread-safe.
 */
final class SingleFlightCache<K, V> {
    /** For ever. */
    static final long FOR_EVER = Long.MAX_VALUE;

    private final Map<K, Flight<V>> flights = new ConcurrentHashMap<>();
    private final Clock clock;
    private final ToLongFunction<V> ttlMs;

    /** @param ttlMs how long an answer may be used again; 0 for never */
    SingleFlightCache(Clock clock, ToLongFunction<V> ttlMs) {
        this.clock = clock;
        this.ttlMs = ttlMs;
    }

    V get(K key, Request<K, V> request) throws SchemaRegistryException {
        while (true) {
            Flight<V> own = new Flight<>();
            Flight<V> flight = flights.merge(key, own, (old, mine) -> isUsable(old) ? old : mine);
            if (flight == own) {
                return fly(key, own, request);
            }
            Flight.Outcome<V> outcome = flight.await();
            if (outcome.failure() != null) {
                throw outcome.failure();
            }
            if (outcome.value() != null) {
                return outcome.value();
            }
            // The caller that asked gave up (its thread was interrupted); that says nothing about the registry.
        }
    }

    /** Keeps an answer that came along with another one. */
    void put(K key, V value) {
        Flight<V> flight = new Flight<>();
        flight.land(value, clock.millis());
        flights.put(key, flight);
    }

    /** Forgets the answers to these questions; whoever waits for one still gets it. */
    void forgetIf(Predicate<K> keys) {
        flights.keySet().removeIf(keys);
    }

    void clear() {
        flights.clear();
    }

    private V fly(K key, Flight<V> flight, Request<K, V> request) throws SchemaRegistryException {
        boolean landed = false;
        try {
            V value = request.send(key);
            flight.land(value, clock.millis());
            landed = true;
            return value;
        } catch (SchemaRegistryException e) {
            if (!(e.getCause() instanceof InterruptedException)) {
                flight.fail(e);
            }
            throw e;
        } finally {
            if (!landed) {
                flights.remove(key, flight);
                flight.giveUp();
            }
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

        Outcome<V> await() throws SchemaRegistryException {
            try {
                return outcome.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SchemaRegistryException("interrupted while waiting for the registry", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("outcomes are never exceptional", e);
            }
        }
    }
}
