package io.kaspar.catalog.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaspar.reader.log.TopicPartitionName;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.jspecify.annotations.Nullable;

/** How far a stream got: the next offset of each partition of each topic. Immutable; equal when the JSON is. */
public final class StreamOffset extends Offset {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SortedMap<String, SortedMap<Integer, Long>> next;

    /** @param next by topic and partition; partitions that are not there were not known */
    public StreamOffset(Map<String, ? extends Map<Integer, Long>> next) {
        SortedMap<String, SortedMap<Integer, Long>> copy = new TreeMap<>();
        next.forEach(
                (topic, partitions) -> copy.put(topic, Collections.unmodifiableSortedMap(new TreeMap<>(partitions))));
        this.next = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * The next offsets of these partitions.
     *
     * @param topics that are read, also where no partition of them is known
     */
    public static StreamOffset of(Set<String> topics, Map<TopicPartitionName, Long> partitions) {
        Map<String, Map<Integer, Long>> next = new TreeMap<>();
        topics.forEach(topic -> next.put(topic, new TreeMap<>()));
        partitions.forEach((partition, offset) -> next.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                .put(partition.partition(), offset));
        return new StreamOffset(next);
    }

    /**
     * Reads what {@link #json} wrote, or Spark's own connector.
     *
     * @param stream what the stream reads, in words
     * @throws CheckpointException when it is no such JSON
     */
    public static StreamOffset parse(String json, String stream) {
        try {
            JsonNode root = JSON.readTree(json);
            if (root != null && root.isObject()) {
                Map<String, Map<Integer, Long>> next = new TreeMap<>();
                root.properties().forEach(topic -> next.put(topic.getKey(), numbers(topic.getValue())));
                return new StreamOffset(next);
            }
        } catch (JsonProcessingException | NumberFormatException e) {
            throw noOffsets(stream, e);
        }
        throw noOffsets(stream, null);
    }

    private static CheckpointException noOffsets(String stream, @Nullable Exception cause) {
        return new CheckpointException(
                "the checkpoint of the stream of " + stream
                        + " has something else than offsets of Kafka where these should be; use the checkpoint of a stream that reads"
                        + " this at this place of the query, or a new one",
                cause);
    }

    private static Map<Integer, Long> numbers(JsonNode partitions) {
        if (!partitions.isObject()) {
            throw new NumberFormatException("no partitions");
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

    /** The topics that are read. */
    public Set<String> topics() {
        return next.keySet();
    }

    /** The next offset of each partition that is known of a topic. */
    public SortedMap<Integer, Long> next(String topic) {
        return next.getOrDefault(topic, Collections.emptySortedMap());
    }

    /** Each partition that is known, and its next offset. */
    public void forEach(BiConsumer<TopicPartitionName, Long> action) {
        next.forEach((topic, partitions) -> partitions.forEach(
                (partition, offset) -> action.accept(new TopicPartitionName(topic, partition), offset)));
    }

    /** A topic's name needs no escapes: Kafka allows letters, digits and three marks. */
    @Override
    public String json() {
        return next.entrySet().stream()
                .map(topic -> "\"" + topic.getKey() + "\":" + json(topic.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String json(Map<Integer, Long> partitions) {
        return partitions.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
