package io.kaspar.catalog.scan;

import java.util.List;

/** The topic that a table is of. */
record OneTopic(ScannedTopic topic) implements ScannedTopics {
    @Override
    public List<ScannedTopic> pinned() {
        return List.of(topic);
    }

    @Override
    public List<ScannedTopic> now() {
        return List.of(topic.afresh());
    }

    @Override
    public boolean mayHave(String name) {
        return topic.name().equals(name);
    }

    @Override
    public String label() {
        return topic.name();
    }

    @Override
    public String toString() {
        return "the topic " + topic.name();
    }
}
