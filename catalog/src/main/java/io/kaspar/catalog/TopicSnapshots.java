package io.kaspar.catalog;

import io.kaspar.catalog.ask.PinnedTopic;
import io.kaspar.catalog.ask.PinnedTopics;
import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.OffsetBound.Snapshot;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.catalog.options.SnapshotText;
import io.kaspar.catalog.plan.FormerState;
import io.kaspar.catalog.snapshot.SavedSnapshots;
import io.kaspar.reader.log.Isolation;
import java.util.List;
import java.util.function.Function;

/**
 * Snapshots of topics that outlive a query: taken, named, and found again.
 *
 * @param isolation with which a topic is read
 * @param missing the error for a topic that is not there
 */
record TopicSnapshots(
        TopicStore topics,
        SavedSnapshots saved,
        Function<String, Isolation> isolation,
        Function<String, OptionException> missing) {

    /**
     * What a topic holds as the execution sees it that this thread plans.
     *
     * @throws OptionException when there is no such topic
     */
    SnapshotText take(String topic) {
        TopicLayout known = topics.firstLayout(List.of(topic)).orElseThrow(() -> missing.apply(topic));
        PinnedTopic pinned = PinnedTopics.ofThisJvm().pin(topics, known);
        TopicLayout layout = pinned.layout();
        layout.requireReadPermission();
        return FormerState.kept(layout, pinned.snapshot(isolation.apply(topic), layout.partitionNumbers()));
    }

    /** Takes one, names it, and gives it as text. */
    String save(String topic, String name, boolean replaces) {
        SnapshotText snapshot = take(topic);
        saved.save(topic, name, snapshot, replaces);
        return snapshot.text();
    }

    /**
     * The one that somebody means by a version of a topic: its text, or its name.
     *
     * @throws OptionException when there is none, or it is of another topic
     */
    Snapshot version(TopicLayout layout, String version) {
        SnapshotText text =
                SnapshotText.isMeant(version) ? SnapshotText.parse(version) : saved.find(layout.topic(), version);
        if (!text.topicId().equals(layout.topicId())) {
            throw new OptionException("the snapshot is of the topic with the id " + text.topicId() + ", and topic "
                    + layout.topic() + " has the id " + layout.topicId()
                    + ": it was deleted and created again since, or another one was meant");
        }
        return new Snapshot(text);
    }
}
