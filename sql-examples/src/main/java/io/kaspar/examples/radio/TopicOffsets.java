package io.kaspar.examples.radio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a topic was counted, as the option {@code startingOffsets} takes it.
 *
 * @param next the first offset that is not counted yet, by partition; {@link #EARLIEST} where nothing is
 */
public record TopicOffsets(String topic, Map<Integer, Long> next) {
    /** The word of {@code startingOffsets} for the beginning of a partition. */
    public static final long EARLIEST = -2;

    private static final ObjectMapper JSON = new ObjectMapper();

    public TopicOffsets {
        next = Map.copyOf(next);
    }

    /** The beginning of all partitions: the option wants each of them. */
    public static TopicOffsets earliest(String topic, int partitions) {
        Map<Integer, Long> next = new TreeMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            next.put(partition, EARLIEST);
        }
        return new TopicOffsets(topic, next);
    }

    /** Reads {@code {"topic":{"0":23,"1":-2}}}. */
    public static TopicOffsets parse(String text) {
        try {
            Map.Entry<String, JsonNode> topic =
                    JSON.readTree(text).properties().iterator().next();
            Map<Integer, Long> next = new TreeMap<>();
            topic.getValue()
                    .properties()
                    .forEach(partition -> next.put(
                            Integer.valueOf(partition.getKey()),
                            partition.getValue().asLong()));
            return new TopicOffsets(topic.getKey(), next);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no offsets of a topic", e);
        }
    }

    /** These, with some partitions further on. */
    public TopicOffsets with(Map<Integer, Long> further) {
        Map<Integer, Long> all = new TreeMap<>(next);
        all.putAll(further);
        return new TopicOffsets(topic, all);
    }

    /** As {@link #parse} reads it, the same for equal offsets. */
    public String json() {
        ObjectNode partitions = JSON.createObjectNode();
        new TreeMap<>(next).forEach((partition, offset) -> partitions.put(partition.toString(), offset));
        return JSON.createObjectNode().set(topic, partitions).toString();
    }
}
