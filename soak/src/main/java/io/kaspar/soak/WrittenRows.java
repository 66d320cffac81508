package io.kaspar.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The rows that committed readers see of a topic that Kaspar writes, by the write that they name, and what was visible when. Thread-safe. */
final class WrittenRows {
    private final Map<String, Map<String, List<Place>>> rows = new HashMap<>();
    private final Map<Integer, Long> positions = new HashMap<>();
    private final Map<Integer, NavigableMap<Long, Long>> visible = new HashMap<>();

    /** Where a row lies. */
    record Place(int partition, long offset) {}

    /** The text of a row is the name of its write, a slash, which row it is, and maybe more behind a space. */
    synchronized void add(int partition, long offset, String text) {
        int end = text.indexOf(' ') < 0 ? text.length() : text.indexOf(' ');
        int slash = text.lastIndexOf('/', end);
        rows.computeIfAbsent(text.substring(0, Math.max(0, slash)), name -> new HashMap<>())
                .computeIfAbsent(text.substring(slash + 1, end), row -> new ArrayList<>())
                .add(new Place(partition, offset));
    }

    /** All before this offset was seen. */
    synchronized void reached(int partition, long offset) {
        positions.put(partition, offset);
    }

    /** Readers of a partition could see all before this offset, and nothing else. */
    synchronized void visibleBefore(int partition, long offset, long timeMs) {
        visible.computeIfAbsent(partition, some -> new TreeMap<>()).putIfAbsent(offset, timeMs);
    }

    synchronized long position(int partition) {
        return positions.getOrDefault(partition, 0L);
    }

    /** What is there of a write, by row. */
    synchronized Map<String, List<Place>> of(String write) {
        Map<String, List<Place>> copy = new HashMap<>();
        rows.getOrDefault(write, Map.of()).forEach((row, places) -> copy.put(row, List.copyOf(places)));
        return copy;
    }

    /** The ends that readers of a partition had behind the first offset and up to the last one, with their times. */
    synchronized Map<Long, Long> endsWithin(int partition, long firstOffset, long lastOffset) {
        return new TreeMap<>(
                visible.getOrDefault(partition, new TreeMap<>()).subMap(firstOffset, false, lastOffset, true));
    }

    /** When an offset was visible for the first time, as far as somebody looked; now where nobody did. */
    synchronized long visibleSinceMs(int partition, long offset) {
        Map.Entry<Long, Long> first =
                visible.getOrDefault(partition, new TreeMap<>()).higherEntry(offset);
        return first == null ? System.currentTimeMillis() : first.getValue();
    }
}
