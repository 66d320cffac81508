package io.kaspar.catalog.scan;

import io.kaspar.catalog.cluster.TopicLayout;
import io.kaspar.catalog.cluster.TopicSnapshot;
import io.kaspar.catalog.cluster.TopicStorage;
import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.reader.bytes.OffsetRange;
import io.kaspar.reader.isolation.Isolation;
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
    private final Map<Isolation, Map<Integer, OffsetRange>> pinned = new EnumMap<>(Isolation.class);
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
        Map<Integer, OffsetRange> known = pinned.computeIfAbsent(isolation, level -> new HashMap<>());
        Set<Integer> missing = new HashSet<>(partitions);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            known.putAll(topics.snapshot(layout, missing, isolation).ranges());
        }
        Map<Integer, OffsetRange> wanted = new HashMap<>(known);
        wanted.keySet().retainAll(partitions);
        return TopicSnapshot.of(wanted);
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
