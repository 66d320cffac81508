package io.kaspar.client.broker;

import java.util.Optional;
import org.apache.kafka.common.requests.MetadataResponse;
import org.jspecify.annotations.Nullable;

/**
 * The last answer of a broker about a topic, for the scan that comes right after another one: from a far broker each question
 * is a round trip. Whoever believes it has to bear a leader that has moved since. Not thread-safe.
 */
final class RecentMetadata {
    /** Kafka's own clients believe an answer for five minutes; here a new one costs a round trip in so many milliseconds. */
    private static final long BELIEVED_MS = 5_000;

    private String topic = "";
    private @Nullable MetadataResponse response;
    private long learnedMs;

    /** Forgets the answer before this one. */
    void learn(String topic, MetadataResponse response, long nowMs) {
        this.topic = topic;
        this.response = response;
        learnedMs = nowMs;
    }

    /** The answer about this topic, if it was the last one and is not old. */
    Optional<MetadataResponse> of(String topic, long nowMs) {
        boolean isRecent = topic.equals(this.topic) && nowMs - learnedMs < BELIEVED_MS;
        return isRecent ? Optional.ofNullable(response) : Optional.empty();
    }
}
