package io.kaspar.schema.avro;

import io.kaspar.schema.format.SchemaException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the results used last. Thread-safe; a result is made once, while others wait. */
final class BoundedCache<K, V> {
    private static final int MAX_ENTRIES = 256;
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<K, V> entries = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /** Makes the value of a key. */
    interface Maker<K, V> {
        V make(K key) throws SchemaException;
    }

    synchronized V get(K key, Maker<K, V> maker) throws SchemaException {
        V known = entries.get(key);
        if (known != null) {
            return known;
        }
        V made = maker.make(key);
        entries.put(key, made);
        return made;
    }
}
