package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.bytes.BigEndian;
import io.kaspar.reader.golden.CopiedPartition;
import io.kaspar.reader.golden.GoldenSegments;
import io.kaspar.reader.golden.OracleLog;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counting believes headers without their checksum where it can; no flipped bit of a header may make it count wrong. */
class CountCorruptionTest {
    private static final int STRIDE = Integer.getInteger("kaspar.corruption.stride", 5);

    @TempDir
    Path logDir;

    static List<String> topics() {
        return GoldenSegments.topics();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void countsRightOrFailsWhateverBitOfAHeaderIsFlipped(String topic) throws IOException {
        CopiedPartition partition = CopiedPartition.of(topic, logDir);
        OffsetRange range = new OffsetRange(0, endOffset(partition));
        int expected = OracleLog.read(partition.path(), range, Isolation.READ_COMMITTED)
                .size();
        Path file = partition.segment(0);
        byte[] intact = Files.readAllBytes(file);
        assertThat(count(partition, topic, range)).isEqualTo(expected);
        int found = 0;
        for (int place : headerBytes(intact)) {
            byte[] damaged = intact.clone();
            damaged[place] ^= (byte) (1 << (place % Byte.SIZE));
            Files.write(file, damaged);
            try {
                assertThat(count(partition, topic, range)).as("byte %s", place).isEqualTo(expected);
            } catch (IOException e) {
                found++;
                assertThat(e).hasMessageContaining(file.toString());
            }
        }
        assertThat(found).isPositive();
    }

    private static List<Integer> headerBytes(byte[] segment) {
        List<Integer> places = new ArrayList<>();
        int position = 0;
        int batch = 0;
        while (position < segment.length) {
            for (int place = batch++ % STRIDE; place < RecordBatchLayout.HEADER_LENGTH; place += STRIDE) {
                places.add(position + place);
            }
            position += BigEndian.int32(segment, position + RecordBatchLayout.LENGTH_POSITION)
                    + RecordBatchLayout.UNCOUNTED_LENGTH;
        }
        return places;
    }

    private long count(CopiedPartition partition, String topic, OffsetRange range) throws IOException {
        PayloadSchema binary = new PayloadSchema.Raw(RawFormat.BINARY);
        Properties meta = properties(logDir.resolve("meta.properties"));
        ScanSpec spec = new ScanSpec(
                new TopicIdentity(
                        meta.getProperty("cluster.id"),
                        topic,
                        properties(partition.path().resolve("partition.metadata"))
                                .getProperty("topic_id")),
                new ScanOutput(List.of(), JudgedPart.WANTED_COLUMNS, ScanOutput.NO_LIMIT),
                new ReadSettings(
                        Isolation.READ_COMMITTED,
                        ReadLocality.REQUIRED,
                        List.of(),
                        true,
                        MalformedMode.FAILFAST,
                        1000,
                        1000,
                        true),
                new BrokerAccess.CopiesOnly(),
                new PayloadSchemas(new TopicSchema(binary, binary), null));
        ReplicaLocation here =
                new ReplicaLocation(Integer.parseInt(meta.getProperty("node.id")), "localhost", logDir.toString());
        long count = 0;
        ScanTask task = new ScanTask(
                0,
                List.of(new TimedRange(range, TimestampRanges.ALL)),
                new LogLineage.Copied(range.endOffset()),
                List.of(here));
        try (PartitionScan scan = PartitionScan.open(spec, task)) {
            while (scan.next()) {
                count += scan.current().rowCount();
            }
        }
        return count;
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }

    private static long endOffset(CopiedPartition partition) throws IOException {
        byte[] last = Files.readAllBytes(partition.segment(partition.segmentCount() - 1));
        long end = 0;
        int position = 0;
        while (position < last.length) {
            end = BigEndian.int64(last, position)
                    + BigEndian.int32(last, position + RecordBatchLayout.LAST_OFFSET_DELTA_POSITION)
                    + 1;
            position += BigEndian.int32(last, position + RecordBatchLayout.LENGTH_POSITION)
                    + RecordBatchLayout.UNCOUNTED_LENGTH;
        }
        return end;
    }
}
