package io.kaspar.catalog.facts;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A topic that is to be made.
 *
 * @param partitions how many; empty for as many as brokers make by themselves
 * @param replicas of each partition; empty likewise
 * @param configs Kafka's own settings of topics
 */
public record TopicDefinition(String topic, OptionalInt partitions, OptionalInt replicas, Map<String, String> configs) {
    public TopicDefinition {
        configs = Map.copyOf(configs);
    }

    /** In words: what is not said is left to brokers. */
    public String describe() {
        return "the topic " + topic + " with "
                + (partitions.isPresent() ? partitions.getAsInt() : "the brokers' number of")
                + " partitions, " + (replicas.isPresent() ? replicas.getAsInt() : "the brokers' number of")
                + " replicas and the settings " + new TreeMap<>(configs);
    }
}
