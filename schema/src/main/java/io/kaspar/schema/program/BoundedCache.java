package io.kaspar.schema.program;

import io.kaspar.schema.format.SchemaException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the results used last, as many as their weights allow. Thread-safe; a result is made once, while those who want the
 * same wait, and nobody else does.
 */
public final class BoundedCache<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedCache.class);
    private static final float LOAD_FACTOR = 0.75f;

    private final long maxWeight;
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, LOAD_FACTOR, true);
    private long weight;

    /** @param maxWeight of all results together, about the bytes they take */
    public BoundedCache(long maxWeight) {
        this.maxWeight = maxWeight;
    }

    /** Makes the value of a key. */
    public interface Maker<K, V> {
        V make(K key) throws SchemaException;
    }

    /** A result, made or under way. */
    private static final class Entry<V> {
        private final long weight;
        private final CompletableFuture<V> value = new CompletableFuture<>();

        Entry(long weight) {
            this.weight = weight;
        }
    }

    /**
     * The result for a key.
     *
     * @param keyWeight about the bytes that the result takes
     */
    public V get(K key, long keyWeight, Maker<K, V> maker) throws SchemaException {
        while (true) {
            Entry<V> own = new Entry<>(keyWeight);
            Entry<V> entry = existingOr(key, own);
            if (entry == own) {
                return make(key, own, maker);
            }
            try {
                return entry.value.join();
            } catch (CompletionException e) {
                throw again(e);
            } catch (CancellationException e) {
                LOG.debug("What another thread was to make did not come about; made here", e);
            }
        }
    }

    private synchronized Entry<V> existingOr(K key, Entry<V> own) {
        Entry<V> existing = entries.get(key);
        if (existing != null) {
            return existing;
        }
        entries.put(key, own);
        weight += own.weight;
        Iterator<Entry<V>> oldest = entries.values().iterator();
        while (weight > maxWeight && entries.size() > 1) {
            weight -= oldest.next().weight;
            oldest.remove();
        }
        return own;
    }

    private V make(K key, Entry<V> own, Maker<K, V> maker) throws SchemaException {
        boolean isMade = false;
        try {
            V made = maker.make(key);
            own.value.complete(made);
            isMade = true;
            return made;
        } catch (SchemaException e) {
            own.value.completeExceptionally(e);
            throw e;
        } finally {
            if (!isMade) {
                forget(key, own);
                own.value.cancel(false); // nobody may wait for ever, whatever happened here
            }
        }
    }

    private static SchemaException again(CompletionException e) {
        Throwable failure = Objects.requireNonNull(e.getCause(), "completed exceptionally with a cause only");
        return new SchemaException(String.valueOf(failure.getMessage()), failure);
    }

    private synchronized void forget(K key, Entry<V> own) {
        if (entries.remove(key, own)) {
            weight -= own.weight;
        }
    }
}
