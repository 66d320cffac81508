package io.kaspar.catalog.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.jspecify.annotations.Nullable;

/** How far a stream of one topic got: the next offset of each partition. Immutable; equal when the JSON is. */
public final class StreamOffset extends Offset {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String topic;
    private final SortedMap<Integer, Long> next;

    /** @param next by partition; partitions that are not there were not known */
    public StreamOffset(String topic, Map<Integer, Long> next) {
        this.topic = topic;
        this.next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    /**
     * Reads what {@link #json} wrote, or Spark's own connector.
     *
     * @throws CheckpointException when it is no such JSON, or of another topic
     */
    public static StreamOffset parse(String json, String topic) {
        try {
            JsonNode root = JSON.readTree(json);
            if (root != null && root.isObject()) {
                return new StreamOffset(topic, numbers(root, topic));
            }
        } catch (JsonProcessingException | NumberFormatException e) {
            throw noOffsets(topic, e);
        }
        throw noOffsets(topic, null);
    }

    private static CheckpointException noOffsets(String topic, @Nullable Exception cause) {
        return new CheckpointException(
                "the checkpoint of the stream of topic " + topic
                        + " has something else than offsets of Kafka where these should be; use the checkpoint of a stream that reads"
                        + " this topic at this place of the query, or a new one",
                cause);
    }

    /** A checkpoint is of other topics. */
    public static CheckpointException ofOtherTopics(String others, String topic) {
        return new CheckpointException("the checkpoint is of a stream of " + others + ", and not of topic " + topic
                + " alone; use a new checkpoint");
    }

    private static Map<Integer, Long> numbers(JsonNode root, String topic) {
        JsonNode partitions = root.get(topic);
        if (partitions == null || root.size() != 1) {
            List<String> topics = new ArrayList<>();
            root.fieldNames().forEachRemaining(topics::add);
            throw ofOtherTopics(String.join(", ", topics), topic);
        }
        Map<Integer, Long> numbers = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : partitions.properties()) {
            if (!entry.getValue().canConvertToLong() || entry.getValue().longValue() < 0) {
                throw new NumberFormatException("no offset");
            }
            numbers.put(Integer.parseInt(entry.getKey()), entry.getValue().longValue());
        }
        return numbers;
    }

    /** The next offset of each partition that is known. */
    public SortedMap<Integer, Long> next() {
        return next;
    }

    /** A topic's name needs no escapes: Kafka allows letters, digits and three marks. */
    @Override
    public String json() {
        return next.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{\"" + topic + "\":{", "}}"));
    }
}
