package io.kaspar.catalog.scan;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.TopicLayout;
import io.kaspar.catalog.cluster.TopicSnapshot;
import io.kaspar.catalog.cluster.TopicStorage;
import io.kaspar.reader.isolation.Isolation;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A topic as one query sees it: asked for its offsets once, so that all references to it read the same. Thread-safe. */
public final class PinnedTopic {
    private final Cluster cluster;
    private final TopicLayout layout;
    private final Map<Isolation, TopicSnapshot> snapshots = new EnumMap<>(Isolation.class);
    private @Nullable TopicStorage storage;

    public PinnedTopic(Cluster cluster, TopicLayout layout) {
        this.cluster = cluster;
        this.layout = layout;
    }

    public TopicLayout layout() {
        return layout;
    }

    /** What the topic held when this was first asked. */
    public synchronized TopicSnapshot snapshot(Isolation isolation) {
        return snapshots.computeIfAbsent(isolation, level -> cluster.snapshot(layout, level));
    }

    /** Where its replicas lie. */
    synchronized TopicStorage storage() {
        if (storage == null) {
            storage = cluster.storage(layout);
        }
        return storage;
    }

    /** The offset of the first record of a time or later, for those partitions that have one. */
    Map<Integer, Long> offsetsAt(Map<Integer, Long> timestampsMs, Isolation isolation) {
        return cluster.offsetsAt(layout, timestampsMs, isolation);
    }
}
