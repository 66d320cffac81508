package io.kaspar.reader.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a partition's directory. Only a name that Kafka allows for a topic makes one, so that none leads outside a log
 * directory.
 */
public record TopicPartitionName(String topic, int partition) {
    private static final Pattern LEGAL_TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private static final Pattern DIRECTORY = Pattern.compile("([a-zA-Z0-9._-]{1,249})-(0|[1-9][0-9]{0,5})");
    /** No topic has so many, and what is made for each would be too much. */
    private static final int LAST_PARTITION = 199_999;

    public TopicPartitionName {
        if (!LEGAL_TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new IllegalArgumentException("Kafka allows no topic of this name: " + topic);
        }
        if (partition < 0) {
            throw new IllegalArgumentException("no partition: " + partition);
        }
    }

    /** The partition whose directory is called so; empty for every other directory of Kafka's and others'. */
    public static Optional<TopicPartitionName> parse(String directoryName) {
        Matcher matcher = DIRECTORY.matcher(directoryName);
        if (!matcher.matches()
                || matcher.group(1).equals(".")
                || matcher.group(1).equals("..")) {
            return Optional.empty();
        }
        int partition = Integer.parseInt(matcher.group(2));
        return partition > LAST_PARTITION
                ? Optional.empty()
                : Optional.of(new TopicPartitionName(matcher.group(1), partition));
    }

    public String directoryName() {
        return topic + "-" + partition;
    }

    @Override
    public String toString() {
        return directoryName();
    }
}
