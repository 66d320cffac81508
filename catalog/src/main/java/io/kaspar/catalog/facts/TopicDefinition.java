package io.kaspar.catalog.facts;

import java.util.Map;
import java.util.OptionalInt;

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
}
