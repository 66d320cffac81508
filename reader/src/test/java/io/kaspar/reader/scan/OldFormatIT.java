package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.task.FallbackReason;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;

/** A segment as a broker of before 0.11 left it, under a broker of today. */
final class OldFormatIT {
    private static final int RECORDS = 300;

    @Test
    void readsOldFormatsThroughTheBroker() throws IOException {
        try (TestCluster cluster = TestCluster.start()) {
            String topicId = cluster.createTopic("old", 1, 1, Map.of("retention.ms", "-1"))
                    .toString();
            List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, RECORDS)
                    .mapToObj(i -> TestProducer.text("old", 0, "k", "to be replaced " + i))
                    .toList();
            cluster.producer().send(records);
            Path directory = cluster.partitionDirectory(0, "old", 0);
            cluster.stopBroker(0);
            replaceByOldMessages(directory);
            cluster.startBroker(0);
            Scans scans = Scans.of(cluster, "old", topicId)
                    .withKafka(Map.of("bootstrap.servers", cluster.bootstrapServers()), 60_000);
            ScannedRows rows = ScannedRows.read(scans.spec(), scans.task(0, RECORDS));
            assertThat(rows.rows())
                    .hasSize(RECORDS)
                    .isEqualTo(ScannedRows.texts(
                            cluster.consumer().readAll(new TopicPartition("old", 0), IsolationLevel.READ_COMMITTED)));
            assertThat(rows.counters().fallbacks()).isEqualTo(Map.of(FallbackReason.OLD_FORMAT, 1L));
            assertThat(rows.counters().networkRecords()).isEqualTo(RECORDS);
        }
    }

    private static void replaceByOldMessages(Path directory) throws IOException {
        String segment = "00000000000000000000";
        ByteBuffer messages = ByteBuffer.allocate(1 << 20);
        messages.put(messages(0, RECORDS / 2, Compression.NONE));
        messages.put(messages(RECORDS / 2, RECORDS, Compression.gzip().build()));
        byte[] bytes = new byte[messages.flip().remaining()];
        messages.get(bytes);
        Files.write(directory.resolve(segment + ".log"), bytes);
        Files.delete(directory.resolve(segment + ".index"));
        Files.delete(directory.resolve(segment + ".timeindex"));
    }

    private static ByteBuffer messages(int startOffset, int endOffset, Compression compression) {
        try (MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(1 << 20),
                RecordBatch.MAGIC_VALUE_V1,
                compression,
                TimestampType.CREATE_TIME,
                startOffset)) {
            for (int offset = startOffset; offset < endOffset; offset++) {
                byte[] value = ("old value " + offset).getBytes(StandardCharsets.UTF_8);
                builder.appendWithOffset(offset, 1_000_000L + offset, new byte[] {'k'}, value);
            }
            return builder.build().buffer();
        }
    }
}
