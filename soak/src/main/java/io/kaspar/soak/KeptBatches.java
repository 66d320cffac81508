package io.kaspar.soak;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** In memory. Thread-safe. */
final class KeptBatches implements BatchStore {
    private final SortedMap<Long, BatchRows> batches = new TreeMap<>();

    @Override
    public synchronized boolean put(long number, BatchRows rows) {
        return batches.put(number, rows) != null;
    }

    @Override
    public synchronized OptionalLong last() {
        return batches.isEmpty() ? OptionalLong.empty() : OptionalLong.of(batches.lastKey());
    }

    @Override
    public synchronized Optional<BatchRows> take(long number) {
        return Optional.ofNullable(batches.remove(number));
    }
}
