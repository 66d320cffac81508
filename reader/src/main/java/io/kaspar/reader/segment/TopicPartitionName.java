package io.kaspar.reader.segment;

import java.util.regex.Pattern;

/**
 * The name of a partition's directory. Only a name that Kafka allows for a topic makes one, so that none leads outside a log
 * directory.
 */
public record TopicPartitionName(String topic, int partition) {
    private static final Pattern LEGAL_TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    public TopicPartitionName {
        if (!LEGAL_TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new IllegalArgumentException("Kafka allows no topic of this name: " + topic);
        }
        if (partition < 0) {
            throw new IllegalArgumentException("no partition: " + partition);
        }
    }

    String directoryName() {
        return topic + "-" + partition;
    }

    @Override
    public String toString() {
        return directoryName();
    }
}
