package io.kaspar.reader.golden;

import static io.kaspar.testing.kafka.TestProducer.sendAll;
import static io.kaspar.testing.kafka.TestProducer.text;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/**
 * Has a real broker write the golden segments anew. Runs only when asked for:
 *
 * <pre>mvn -pl reader -am test -Dtest=GoldenSegmentsWriter</pre>
 */
class GoldenSegmentsWriter {
    private static final Path TARGET = Path.of("src/test/resources/golden/kafka-" + GoldenSegments.KAFKA_VERSION);
    private static final long FIRST_TIMESTAMP_MS = 1_700_000_000_000L;
    private static final Map<String, String> SMALL_SEGMENTS = Map.of(
            "internal.segment.bytes", "3000",
            "segment.index.bytes", "256",
            "index.interval.bytes", "300");

    @Test
    void writes() throws IOException {
        TestClusterOptions options = TestClusterOptions.defaults()
                .withProperty("auto.create.topics.enable", "false")
                .withProperty("log.cleaner.min.cleanable.ratio", "0.001");
        try (TestCluster cluster = TestCluster.start(options)) {
            for (String codec : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
                writeCodec(cluster, codec);
            }
            writeLogAppendTime(cluster);
            writeTransactions(cluster);
            writeCompacted(cluster);
            copy(cluster.logDir(0));
        }
    }

    private static void writeCodec(TestCluster cluster, String codec) {
        String topic = "codec-" + codec;
        cluster.createTopic(topic, 1, 1, SMALL_SEGMENTS);
        Map<String, Object> settings =
                Map.of("compression.type", codec, "linger.ms", 1000, "enable.idempotence", false);
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer().open(settings)) {
            for (int start = 0; start < 120; start += 12) {
                sendAll(producer, records(topic, start, 12));
            }
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String topic, int start, int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = start; number < start + count; number++) {
            // Timestamps go back and forth; keys and values are null, empty, short and longer in turn.
            long timestamp = FIRST_TIMESTAMP_MS + number * 1000L - (number % 3) * 5000L;
            RecordHeaders headers = new RecordHeaders();
            if (number % 4 == 1) {
                headers.add("trace", ("t" + number).getBytes(StandardCharsets.UTF_8))
                        .add("empty", new byte[0]);
            }
            if (number % 10 == 7) {
                headers.add("null", null).add("", "no name".getBytes(StandardCharsets.UTF_8));
            }
            records.add(new ProducerRecord<>(topic, 0, timestamp, key(number), value(number), headers));
        }
        return records;
    }

    @SuppressWarnings("NullAway") // Kafka takes null for keys and values
    private static byte[] key(int number) {
        return number % 5 == 0 ? null : ("k" + number % 9).getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("NullAway") // as above
    private static byte[] value(int number) {
        return switch (number % 7) {
            case 0 -> null;
            case 1 -> new byte[0];
            default -> ("value " + number + " ").repeat(number % 11).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static void writeLogAppendTime(TestCluster cluster) {
        Map<String, String> configs = new HashMap<>(SMALL_SEGMENTS);
        configs.put("message.timestamp.type", "LogAppendTime");
        cluster.createTopic("log-append-time", 1, 1, configs);
        cluster.producer().send(records("log-append-time", 0, 20), Map.of("linger.ms", 1000));
    }

    /** Transactions that are committed and aborted, interleaved, and longer than a segment. */
    private static void writeTransactions(TestCluster cluster) {
        String topic = "transactions";
        cluster.createTopic(topic, 1, 1, SMALL_SEGMENTS);
        TestProducer producers = cluster.producer();
        try (KafkaProducer<byte[], byte[]> first = producers.openTransactional("first", Map.of());
                KafkaProducer<byte[], byte[]> second = producers.openTransactional("second", Map.of());
                KafkaProducer<byte[], byte[]> plain = producers.open(Map.of())) {
            for (int round = 0; round < 8; round++) {
                first.beginTransaction();
                second.beginTransaction();
                for (int part = 0; part < 4; part++) {
                    sendAll(first, numbered(topic, "first", round, part));
                    sendAll(second, numbered(topic, "second", round, part));
                    sendAll(plain, numbered(topic, "plain", round, part));
                }
                end(first, round % 2 == 0);
                sendAll(second, numbered(topic, "second-late", round, 0));
                end(second, round % 3 == 0);
            }
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> numbered(String topic, String who, int round, int part) {
        String value = who + " " + round + " " + part + " ";
        return List.of(text(topic, 0, who, value.repeat(2)), text(topic, 0, who, value.repeat(4)));
    }

    private static void end(KafkaProducer<byte[], byte[]> producer, boolean commit) {
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    /** A compacted topic: holes, emptied batches, tombstones with a delete horizon, cleaned transactions. */
    private static void writeCompacted(TestCluster cluster) {
        String topic = "compacted";
        Map<String, String> configs = new HashMap<>(SMALL_SEGMENTS);
        configs.put("cleanup.policy", "compact");
        configs.put("min.cleanable.dirty.ratio", "0.001");
        cluster.createTopic(topic, 1, 1, configs);
        // The last batch of an idempotent producer keeps its header when all its records are superseded.
        cluster.producer().send(List.of(text(topic, 0, "k1", "superseded"), text(topic, 0, "k2", "superseded")));
        cluster.producer().sendAborted("gone", List.of(text(topic, 0, "k1", "aborted".repeat(10))));
        cluster.producer()
                .sendCommitted("kept", List.of(text(topic, 0, "k3", "committed"), text(topic, 0, "k1", null)));
        for (int round = 0; round < 60; round++) {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int key = 0; key < 6; key++) {
                records.add(text(topic, 0, "k" + (key * 7 + round) % 10, "round " + round + " key " + key));
            }
            records.add(text(topic, 0, "once" + round, round % 5 == 0 ? null : "stays"));
            cluster.producer()
                    .send(records, Map.of("linger.ms", 1000, "compression.type", round % 2 == 0 ? "zstd" : "none"));
        }
        Waiting.until("compaction", () -> isCompacted(cluster.partitionDirectory(0, topic, 0)));
    }

    /** Compaction leaves out the segment that is written to. */
    private static boolean isCompacted(Path directory) throws IOException {
        Path checkpoint = directory.resolveSibling("cleaner-offset-checkpoint");
        List<Path> segments = GoldenSegments.files(directory, ".log");
        String activeName = String.valueOf(segments.get(segments.size() - 1).getFileName());
        String line = "compacted 0 " + Long.parseLong(activeName.substring(0, activeName.indexOf('.')));
        return Files.exists(checkpoint) && Files.readString(checkpoint).lines().anyMatch(line::equals);
    }

    private static void copy(Path logDir) throws IOException {
        deleteRecursively(TARGET);
        Files.createDirectories(TARGET);
        Files.copy(logDir.resolve("meta.properties"), TARGET.resolve("meta.properties"));
        Files.copy(logDir.resolve("cleaner-offset-checkpoint"), TARGET.resolve("cleaner-offset-checkpoint"));
        try (Stream<Path> entries = Files.list(logDir)) {
            for (Path directory : entries.filter(Files::isDirectory)
                    .filter(path -> !String.valueOf(path.getFileName()).startsWith("__"))
                    .toList()) {
                copyPartition(directory);
            }
        }
    }

    private static void copyPartition(Path directory) throws IOException {
        Path target = TARGET.resolve(String.valueOf(directory.getFileName()));
        Files.createDirectories(target);
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path file : entries.filter(
                            path -> path.toString().matches(".*\\.(log|index|timeindex|txnindex|metadata)"))
                    .toList()) {
                Files.copy(file, target.resolve(String.valueOf(file.getFileName())));
            }
        }
    }

    private static void deleteRecursively(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path path : entries.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
