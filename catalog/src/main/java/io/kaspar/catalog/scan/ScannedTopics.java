package io.kaspar.catalog.scan;

import java.util.List;

/** The topics that a scan reads, whose rows are one table. */
public interface ScannedTopics {

    /** As the execution sees them that makes the scan: at least one, in alphabetical order. */
    List<ScannedTopic> pinned();

    /** As they are now, which another micro-batch wants to know; there may be none any more. */
    List<ScannedTopic> now();

    /** Whether a topic of this name may be one of them, also later. */
    boolean mayHave(String topic);

    /** What somebody wrote for them: names with commas between, or a pattern. */
    String label();

    /** What they are, in words: {@code the topic orders}. */
    @Override
    String toString();

    /** One that stays the same. */
    static ScannedTopics of(ScannedTopic topic) {
        return new OneTopic(topic);
    }
}
