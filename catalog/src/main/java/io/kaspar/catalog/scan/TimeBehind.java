package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.AtOnce;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.reader.task.TopicIdentity;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a stream is behind in time: how much older the first record that it has not read is than the newest one of its partition. Asks
 * brokers, only for some partitions and not often. Not thread-safe.
 */
final class TimeBehind {
    private static final Logger LOG = LoggerFactory.getLogger(TimeBehind.class);

    /** Those with the most offsets that wait. */
    private static final int MOST_PARTITIONS = 16;

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final SingleRecords records;
    private OptionalLong last = OptionalLong.empty();
    private boolean hasAsked;
    private long askedNanos;

    TimeBehind(SingleRecords records) {
        this.records = records;
    }

    /**
     * Of the partition where it is most; a few seconds old.
     *
     * @param unread by partition
     * @return in milliseconds, 0 when nothing is unread; empty when it is not known
     */
    OptionalLong ms(Map<TopicPartitionName, OffsetRange> unread, Map<String, TopicIdentity> topics) {
        List<Map.Entry<TopicPartitionName, OffsetRange>> waiting = unread.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty()
                        && topics.containsKey(entry.getKey().topic()))
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().offsetCount()))
                .limit(MOST_PARTITIONS)
                .toList();
        if (waiting.isEmpty()) {
            return OptionalLong.of(0);
        }
        if (!hasAsked || System.nanoTime() - askedNanos > PAUSE_NANOS) {
            last = AtOnce.each(waiting, partition -> age(partition, topics)).stream()
                    .flatMapToLong(OptionalLong::stream)
                    .max();
            hasAsked = true;
            askedNanos = System.nanoTime();
        }
        return last;
    }

    private OptionalLong age(Map.Entry<TopicPartitionName, OffsetRange> unread, Map<String, TopicIdentity> topics) {
        TopicPartitionName partition = unread.getKey();
        TopicIdentity topic = topics.get(partition.topic());
        try {
            return topic == null ? OptionalLong.empty() : records.age(topic, partition.partition(), unread.getValue());
        } catch (InterruptedIOException e) {
            throw new ClusterException("the stream was stopped while it asked how far it is behind", e);
        } catch (IOException e) {
            LOG.warn("It is not known how far the stream is behind in {}: {}", partition, e.getMessage());
            return OptionalLong.empty();
        }
    }
}
