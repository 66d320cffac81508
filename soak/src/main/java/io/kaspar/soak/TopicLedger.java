package io.kaspar.soak;

import io.kaspar.soak.SoakTopic.Trait;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** One life of a topic, from its creation to its deletion, and what was seen of it. Thread-safe. */
final class TopicLedger {
    private static final int EARLIEST = -2;
    private static final long LONGEST_WAIT_MS = 120_000;

    private final SoakTopic topic;
    private final Uuid topicId;
    private final long bornMs = System.currentTimeMillis();
    private final Map<Integer, PartitionLedger> partitions = new ConcurrentHashMap<>();
    private final ReadWriteLock writing = new ReentrantReadWriteLock();
    private volatile int partitionCount;
    private volatile long diedMs = Long.MAX_VALUE;

    TopicLedger(SoakTopic topic, Uuid topicId) {
        this.topic = topic;
        this.topicId = topicId;
        this.partitionCount = topic.partitions();
    }

    SoakTopic topic() {
        return topic;
    }

    Uuid topicId() {
        return topicId;
    }

    /** Held shared by who writes, and alone by who deletes the topic. */
    ReadWriteLock writing() {
        return writing;
    }

    int partitionCount() {
        return partitionCount;
    }

    void grownTo(int count) {
        partitionCount = count;
    }

    PartitionLedger partition(int partition) {
        return partitions.computeIfAbsent(partition, p -> new PartitionLedger(topic.has(Trait.COMPACTED)));
    }

    /** Waits until its witness has come so far, in a partition; false when that takes too long. */
    boolean awaitSeen(int partition, long offset) {
        long endMs = System.currentTimeMillis() + LONGEST_WAIT_MS;
        while (partition(partition).position() < offset) {
            if (System.currentTimeMillis() > endMs) {
                return false;
            }
            Life.sleep(50);
        }
        return true;
    }

    /** Partitions that are followed. */
    Map<Integer, PartitionLedger> partitions() {
        return new TreeMap<>(partitions);
    }

    /** How far each partition that is followed was seen. */
    Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new TreeMap<>();
        partitions.forEach((partition, ledger) -> positions.put(partition, ledger.position()));
        return positions;
    }

    /**
     * Offsets that a stream may start at, as a part of its option: of a topic with retention what is left.
     *
     * @param mostOffsets that a partition has behind its start, of those that were seen
     */
    String notFarBehind(Random random, int mostOffsets) {
        return IntStream.range(0, partitionCount)
                .mapToObj(partition -> "\"" + partition + "\":"
                        + (topic.has(Trait.RETAINED)
                                ? EARLIEST
                                : Math.max(0, partition(partition).position() - random.nextInt(mostOffsets))))
                .collect(Collectors.joining(",", "\"" + topic.name() + "\":{", "}"));
    }

    boolean isAlive() {
        return diedMs == Long.MAX_VALUE;
    }

    void died() {
        diedMs = System.currentTimeMillis();
    }

    /** Whether it was there at any time between these. */
    boolean livedBetween(long startMs, long endMs) {
        return bornMs <= endMs && diedMs >= startMs;
    }

    /** Records seen and remembered. */
    long size() {
        return partitions.values().stream().mapToLong(PartitionLedger::size).sum();
    }
}
