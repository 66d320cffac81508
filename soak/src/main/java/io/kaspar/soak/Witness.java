package io.kaspar.soak;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows one topic with Kafka's own consumer, and writes down all committed records. */
final class Witness implements Runnable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_AROUND_MS = 1_000;
    private static final long FORGET_MS = 120_000;

    private final String bootstrapServers;
    private final TopicLedger ledger;
    private final Life life;
    private final Map<TopicPartition, Long> earlierStarts = new HashMap<>();
    private long lastLookMs;
    private long lastForgettingMs = System.currentTimeMillis();

    Witness(String bootstrapServers, TopicLedger ledger, Life life) {
        this.bootstrapServers = bootstrapServers;
        this.ledger = ledger;
        this.life = life;
    }

    @Override
    public void run() {
        while (isWanted()) {
            try (KafkaConsumer<byte[], byte[]> consumer = open()) {
                follow(consumer);
            } catch (KafkaException e) {
                life.pause(500); // begins anew where the ledger ends
            }
        }
    }

    private boolean isWanted() {
        return life.goesOn() && ledger.isAlive();
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        while (isWanted()) {
            lookAround(consumer);
            try {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    ledger.partition(each.partition()).add(seen(each));
                }
                for (TopicPartition partition : consumer.assignment()) {
                    ledger.partition(partition.partition()).reached(consumer.position(partition, PATIENCE));
                }
            } catch (LogTruncationException e) {
                e.offsetOutOfRangePartitions().keySet().forEach(partition -> cut(consumer, partition, e));
            } catch (OffsetOutOfRangeException e) {
                e.offsetOutOfRangePartitions().keySet().forEach(partition -> leap(consumer, partition));
            }
        }
    }

    private void lookAround(KafkaConsumer<byte[], byte[]> consumer) {
        long nowMs = System.currentTimeMillis();
        if (nowMs - lastLookMs < LOOK_AROUND_MS && !consumer.assignment().isEmpty()) {
            return;
        }
        lastLookMs = nowMs;
        List<TopicPartition> wanted = new ArrayList<>();
        for (int partition = 0; partition < ledger.partitionCount(); partition++) {
            wanted.add(new TopicPartition(ledger.topic().name(), partition));
        }
        List<TopicPartition> added = new ArrayList<>(wanted);
        added.removeAll(consumer.assignment());
        if (!added.isEmpty()) {
            consumer.assign(wanted);
            added.forEach(partition -> seek(
                    consumer, partition, ledger.partition(partition.partition()).position()));
        }
        if (nowMs - lastForgettingMs > FORGET_MS) {
            lastForgettingMs = nowMs;
            forget(consumer, wanted);
        }
    }

    private void forget(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        earlierStarts.forEach(
                (partition, start) -> ledger.partition(partition.partition()).forgetBefore(start));
        earlierStarts.putAll(consumer.beginningOffsets(partitions, PATIENCE));
    }

    private void seek(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        int epoch = ledger.partition(partition.partition()).lastEpoch();
        consumer.seek(partition, new OffsetAndMetadata(offset, epoch < 0 ? Optional.empty() : Optional.of(epoch), ""));
    }

    private void cut(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, LogTruncationException e) {
        OffsetAndMetadata divergent = e.divergentOffsets().get(partition);
        if (divergent == null) {
            leap(consumer, partition);
            return;
        }
        ledger.partition(partition.partition()).cutAt(divergent.offset());
        seek(consumer, partition, divergent.offset());
    }

    private void leap(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        PartitionLedger seen = ledger.partition(partition.partition());
        long start = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        if (seen.position() < start) {
            seen.skipTo(start);
        } else if (seen.position() > end && ledger.topic().has(SoakTopic.Trait.UNCLEAN)) {
            seen.cutAt(end);
        }
        seek(consumer, partition, seen.position());
    }

    private static SeenRecord seen(ConsumerRecord<byte[], byte[]> read) {
        Hash hash = new Hash().add(read.key()).add(read.value());
        read.headers()
                .forEach(header ->
                        hash.add(header.key().getBytes(StandardCharsets.UTF_8)).add(header.value()));
        return new SeenRecord(
                read.offset(),
                read.leaderEpoch().orElse(-1),
                read.timestamp(),
                hash.value(),
                Hash.of(read.key()),
                read.value() == null);
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return open(bootstrapServers);
    }

    /** A consumer of committed records that begins where it is told, and nowhere else. */
    static KafkaConsumer<byte[], byte[]> open(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        2_000,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        200),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
