package io.kaspar.catalog.scan;

import io.kaspar.catalog.cluster.TopicLayout;
import io.kaspar.catalog.cluster.TopicSnapshot;
import io.kaspar.catalog.cluster.TopicStorage;
import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.reader.log.Isolation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A topic as one query sees it: each of its partitions is asked for its offsets once, when it is first needed, so that all
 * references to it read the same. Thread-safe.
 */
public final class PinnedTopic {
    private final TopicStore topics;
    private final TopicLayout layout;
    private final Map<Isolation, TopicSnapshot> pinned = new EnumMap<>(Isolation.class);
    private final Map<Set<Integer>, TopicStorage> storages = new HashMap<>();
    private final Map<TimeQuestion, Map<Integer, Long>> offsetsAt = new HashMap<>();

    private record TimeQuestion(Map<Integer, Long> timestampsMs, Isolation isolation) {}

    public PinnedTopic(TopicStore topics, TopicLayout layout) {
        this.topics = topics;
        this.layout = layout;
    }

    public TopicLayout layout() {
        return layout;
    }

    /** What these partitions held when they were first asked for. */
    synchronized TopicSnapshot snapshot(Isolation isolation, Set<Integer> partitions) {
        TopicSnapshot known = pinned.getOrDefault(isolation, TopicSnapshot.of(Map.of(), Map.of()));
        Set<Integer> missing = new HashSet<>(partitions);
        missing.removeAll(known.ranges().keySet());
        if (!missing.isEmpty()) {
            known = known.and(topics.snapshot(layout, missing, isolation));
            pinned.put(isolation, known);
        }
        return known.only(partitions);
    }

    /** Where the replicas of these partitions lie. */
    synchronized TopicStorage storage(Set<Integer> partitions) {
        return storages.computeIfAbsent(
                Set.copyOf(partitions),
                asked -> asked.isEmpty() ? TopicStorage.NOT_ASKED : topics.storage(layout, asked));
    }

    /** The offset of the first record of a time or later, for those partitions that have one. */
    synchronized Map<Integer, Long> offsetsAt(Map<Integer, Long> timestampsMs, Isolation isolation) {
        return offsetsAt.computeIfAbsent(
                new TimeQuestion(Map.copyOf(timestampsMs), isolation),
                question -> topics.offsetsAt(layout, question.timestampsMs(), question.isolation()));
    }
}
