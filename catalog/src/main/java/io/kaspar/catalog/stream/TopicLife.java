package io.kaspar.catalog.stream;

import org.jspecify.annotations.Nullable;

/**
 * A topic, from when it was made until it is deleted: another one of its name has another id, and offsets of one say nothing of the
 * other.
 *
 * @param topicId Kafka's UUID in Kafka's text form
 * @param from where the stream was in the topic before, as JSON, when this one took its name; null for the first one of a stream
 * @param to where the first micro-batch of this topic ends, which began at its first records; null where {@code from} is
 */
public record TopicLife(
        String topic,
        String topicId,
        @Nullable String from,
        @Nullable String to) {

    /** The first one that a stream reads. */
    public TopicLife(String topic, String topicId) {
        this(topic, topicId, null, null);
    }

    /** Whether a micro-batch is the first one of this topic, so that it begins with the topic and not where it says. */
    public boolean beginsWith(StreamOffset start, StreamOffset end) {
        return start.json().equals(from) && end.json().equals(to);
    }
}
