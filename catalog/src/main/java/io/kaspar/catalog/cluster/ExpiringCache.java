package io.kaspar.catalog.cluster;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers answers for a time. Thread-safe; two threads that miss at once may both ask. */
public final class ExpiringCache<K, V> {
    private record Entry<V>(V value, long expiresMs) {}

    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final Clock clock;
    private final long ttlMs;
    private volatile long nextSweepMs;

    public ExpiringCache(Clock clock, long ttlMs) {
        this.clock = clock;
        this.ttlMs = ttlMs;
    }

    /** What is remembered, or else what {@code ask} gives; what it throws is not remembered. */
    V get(K key, Supplier<V> ask) {
        Entry<V> entry = entries.get(key);
        if (entry != null && clock.millis() < entry.expiresMs()) {
            return entry.value();
        }
        V value = ask.get();
        put(key, value);
        return value;
    }

    /** What is remembered; null when nothing is. */
    @Nullable
    V peek(K key) {
        Entry<V> entry = entries.get(key);
        return entry != null && clock.millis() < entry.expiresMs() ? entry.value() : null;
    }

    public void put(K key, V value) {
        long nowMs = clock.millis();
        if (nowMs >= nextSweepMs) {
            // not at each put: thousands come at once when topics are listed
            nextSweepMs = nowMs + ttlMs;
            entries.values().removeIf(entry -> entry.expiresMs() <= nowMs);
        }
        entries.put(key, new Entry<>(value, nowMs + ttlMs));
    }

    public void forget(K key) {
        entries.remove(key);
    }

    /** What is remembered, which is forgotten with that; empty when nothing is. */
    public Optional<V> take(K key) {
        Entry<V> entry = entries.remove(key);
        return entry != null && clock.millis() < entry.expiresMs() ? Optional.of(entry.value()) : Optional.empty();
    }

    void forgetAll() {
        entries.clear();
    }
}
