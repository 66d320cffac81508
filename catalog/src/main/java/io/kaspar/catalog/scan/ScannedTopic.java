package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.ScanAsker;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.BoundOptions;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.stream.StreamOffset;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.TopicIdentity;
import java.util.SortedMap;

/**
 * A topic that a scan reads, as one execution or one micro-batch sees it.
 *
 * @param asker knows whom to ask about it
 * @param query which part of it is read, and how
 */
public record ScannedTopic(ScanAsker asker, QueryOptions query) {

    String name() {
        return asker.topic().topic();
    }

    TopicLayout layout() {
        return asker.topic().layout();
    }

    TopicIdentity identity() {
        return new TopicIdentity(layout().clusterId(), name(), layout().topicId());
    }

    TopicSnapshot snapshot() {
        return asker.snapshot(query);
    }

    /** Where the logs lie of the partitions that a snapshot has, and what they take. */
    TopicReplicas storage(TopicSnapshot held) {
        return asker.storage(held.ranges().keySet());
    }

    TopicPlan plan(ScanDemand demand) {
        return new TopicPlan(this, asker.plan(demand, query));
    }

    /** As {@link #plan(ScanDemand)}, for another part of it. */
    TopicPlan plan(ScanDemand demand, BoundOptions bounds) {
        return new TopicPlan(this, asker.plan(demand, query.within(bounds)));
    }

    /** What a stream's first micro-batch may read of each partition. */
    SortedMap<Integer, OffsetRange> streamBounds(ScanDemand demand) {
        return asker.bounds(demand, query.within(query.bounds().ofStream()));
    }

    /** Whether many of its offsets may have no record any more. */
    boolean isCompacted() {
        return asker.isCompacted();
    }

    /** Lets brokers be asked anew what the topic is like. */
    void forget() {
        asker.topic().forget();
    }

    /** Says to brokers how far a consumer group got. */
    void commit(String group, StreamOffset offset) {
        asker.commit(group, offset.next(name()));
    }

    /** The same topic as it is now. */
    public ScannedTopic afresh() {
        return new ScannedTopic(asker.afresh(), query);
    }
}
