package io.kaspar.reader.column;

import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.TopicIdentity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Which columns somebody looked at, of scans that had to give more than that: where the next task begins with the same ones, it decodes
 * no others. What is remembered makes a scan slower or faster, and never changes what it gives. Thread-safe.
 */
final class ColumnsLookedAt {
    private static final int MOST_SCANS = 1_000;

    private static final Map<Scan, ColumnsLookedAt> OF_THIS_JVM =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Scan, ColumnsLookedAt> eldest) {
                    return size() > MOST_SCANS;
                }
            });

    private final Set<Integer> columns = new ConcurrentSkipListSet<>();

    private record Scan(TopicIdentity topic, List<ScanColumn> columns) {}

    /** Of all scans of a topic that give the same columns. */
    static ColumnsLookedAt of(TopicIdentity topic, List<ScanColumn> columns) {
        return OF_THIS_JVM.computeIfAbsent(new Scan(topic, List.copyOf(columns)), scan -> new ColumnsLookedAt());
    }

    void add(int column) {
        columns.add(column);
    }

    /** By their places, in ascending order. */
    List<Integer> columns() {
        return List.copyOf(columns);
    }
}
