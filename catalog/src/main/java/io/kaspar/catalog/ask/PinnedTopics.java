package io.kaspar.catalog.ask;

import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.catalog.facts.TopicLayout;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import scala.Option;

/**
 * The topics that the executions of this JVM have pinned: all references of one execution to a topic read the same snapshot,
 * through whichever table they come, and the next execution has a new one.
 *
 * <p>Spark's optimizer, which makes scans, runs under a tracker that belongs to one execution. It is the only thing that tells
 * executions apart in every version of Spark. What an execution pinned is forgotten with its tracker. Thread-safe.
 */
public final class PinnedTopics {
    private static final PinnedTopics OF_THIS_JVM = new PinnedTopics();

    private final Map<QueryPlanningTracker, Map<Key, PinnedTopic>> byExecution =
            Collections.synchronizedMap(new WeakHashMap<>());

    private record Key(TopicStore topics, String topic, String topicId) {}

    /** The ones of this JVM. */
    public static PinnedTopics ofThisJvm() {
        return OF_THIS_JVM;
    }

    /**
     * The topic as the execution sees it that this thread plans; a new one outside of executions.
     *
     * @param known the topic as it was when the table was made
     */
    public PinnedTopic pin(TopicStore topics, TopicLayout known) {
        Option<QueryPlanningTracker> tracker = QueryPlanningTracker.get();
        if (tracker.isEmpty()) {
            return new PinnedTopic(topics, known);
        }
        return byExecution
                .computeIfAbsent(tracker.get(), execution -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        new Key(topics, known.topic(), known.topicId()), key -> new PinnedTopic(topics, known));
    }
}
