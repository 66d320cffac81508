package io.kaspar.catalog.ask;

import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.FirstOffsets;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.reader.log.Isolation;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A topic as one execution sees it: what it is like and where it lies is looked up once, and each of its partitions is asked for
 * its offsets once, when it is first needed, so that all references to it read the same. Thread-safe; holds no lock while it asks.
 */
public final class PinnedTopic {
    private static final String CLEANUP_POLICY = "cleanup.policy";

    private final TopicStore topics;
    private final TopicLayout known;
    private final Once<TopicLayout> layout = new Once<>();
    private final Map<PartitionQuestion, Question<TopicSnapshot>> snapshots = new ConcurrentHashMap<>();
    private final Map<Set<Integer>, Once<TopicReplicas>> storages = new ConcurrentHashMap<>();
    private final Map<TimeQuestion, Once<FirstOffsets>> firstOffsets = new ConcurrentHashMap<>();

    private final Map<GroupQuestion, Once<Map<Integer, Long>>> groupOffsets = new ConcurrentHashMap<>();

    private record GroupQuestion(String group, Set<Integer> partitions) {
        GroupQuestion {
            partitions = Set.copyOf(partitions);
        }
    }

    private record PartitionQuestion(int partition, Isolation isolation) {}

    private record TimeQuestion(Map<Integer, Long> timestampsMs, Isolation isolation) {
        TimeQuestion {
            timestampsMs = Map.copyOf(timestampsMs);
        }
    }

    /** @param known the topic as it was when the table was made */
    public PinnedTopic(TopicStore topics, TopicLayout known) {
        this.topics = topics;
        this.known = known;
    }

    /** The same topic for another execution. */
    PinnedTopic afresh() {
        return new PinnedTopic(topics, known);
    }

    /** The topic's name. */
    public String topic() {
        return known.topic();
    }

    /**
     * The topic as it is now, or was lately.
     *
     * @throws ClusterException when it was deleted since the table was made, also when another one has its name now
     */
    public TopicLayout layout() {
        return layout.get(this::askForLayout);
    }

    private TopicLayout askForLayout() {
        TopicLayout now = topics.firstLayout(List.of(known.topic()))
                .orElseThrow(() -> new ClusterException(
                        "topic " + known.topic() + " was deleted since this table, DataFrame or view was made"));
        if (!now.topicId().equals(known.topicId())) {
            throw new ClusterException("topic " + known.topic() + " was deleted and created again since this table,"
                    + " DataFrame or view was made: its id was " + known.topicId() + " and is " + now.topicId()
                    + "; make the DataFrame or view again to read the new one");
        }
        return now;
    }

    /** Forgets what other executions would find remembered of the topic. */
    public void forget() {
        topics.forget(known.topic());
    }

    /** What these partitions held when they were first asked for. */
    public TopicSnapshot snapshot(Isolation isolation, Set<Integer> partitions) {
        Set<Integer> unasked = new HashSet<>();
        Question<TopicSnapshot> asking = new Question<>(() -> topics.snapshot(layout(), unasked, isolation));
        Set<Question<TopicSnapshot>> parts = new LinkedHashSet<>();
        try {
            for (int partition : partitions) {
                Question<TopicSnapshot> before =
                        snapshots.putIfAbsent(new PartitionQuestion(partition, isolation), asking);
                if (before == null) {
                    unasked.add(partition);
                }
                parts.add(before == null ? asking : before);
            }
            if (!unasked.isEmpty()) {
                asking.ask();
            }
        } finally {
            asking.drop();
        }
        return together(parts).only(partitions);
    }

    private TopicSnapshot together(Set<Question<TopicSnapshot>> parts) {
        TopicSnapshot together = TopicSnapshot.of(Map.of(), Map.of());
        try {
            for (Question<TopicSnapshot> part : parts) {
                together = together.and(part.answer());
            }
        } finally {
            // a failure is forgotten: a task that is planned again asks again
            snapshots.values().removeIf(Question::hasFailed);
        }
        return together;
    }

    /** Where the replicas of these partitions lie. */
    public TopicReplicas storage(Set<Integer> partitions) {
        if (partitions.isEmpty()) {
            return TopicReplicas.NOT_ASKED;
        }
        return storages.computeIfAbsent(Set.copyOf(partitions), asked -> new Once<>())
                .get(() -> topics.storage(layout(), partitions));
    }

    /** Where a consumer group got, in those of these partitions of which it has an offset. */
    public Map<Integer, Long> groupOffsets(String group, Set<Integer> partitions) {
        return groupOffsets
                .computeIfAbsent(new GroupQuestion(group, partitions), asked -> new Once<>())
                .get(() -> topics.groupOffsets(layout(), group, partitions));
    }

    /** Whether records are removed of keys that have newer ones, as far as the topic's settings can be seen. */
    boolean isCompacted() {
        return topics.isCompacted(known.topic());
    }

    /**
     * Refuses where records of former states may be gone: where they are removed of keys that have newer ones.
     *
     * @throws OptionException also where that cannot be seen
     */
    void requireFormerStates() {
        if (topics.options().isOffline()) {
            return;
        }
        if (isCompacted()) {
            throw noFormerStates("it is compacted, so that records are gone that have been replaced since");
        }
        if (!topics.topicConfig(known.topic()).containsKey(CLEANUP_POLICY)) {
            throw noFormerStates("whether it is compacted cannot be seen without the operation DESCRIBE_CONFIGS");
        }
    }

    private OptionException noFormerStates(String reason) {
        return new OptionException("AS OF cannot tell a former state of topic " + known.topic() + ": " + reason
                + "; as.of.compacted=true reads what is left of it");
    }

    /** Keeps how far a consumer group got. */
    void commit(String group, Map<Integer, Long> nextOffsets) {
        topics.commit(layout(), group, nextOffsets);
    }

    /** Where the first records of these times, or of later ones, are. */
    public FirstOffsets firstOffsets(Map<Integer, Long> timestampsMs, Isolation isolation) {
        return firstOffsets
                .computeIfAbsent(new TimeQuestion(timestampsMs, isolation), asked -> new Once<>())
                .get(() -> askForFirstOffsets(timestampsMs, isolation));
    }

    private FirstOffsets askForFirstOffsets(Map<Integer, Long> timestampsMs, Isolation isolation) {
        Map<Integer, Long> offsets = topics.offsetsAt(layout(), timestampsMs, isolation);
        return new FirstOffsets(timestampsMs.keySet(), offsets, topics.logStarts(layout(), timestampsMs.keySet()));
    }
}
