package io.kaspar.reader.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.golden.CopiedPartition;
import io.kaspar.reader.golden.GoldenSegments;
import io.kaspar.reader.golden.LogReading;
import io.kaspar.reader.golden.OracleLog;
import io.kaspar.reader.golden.ReadRecord;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies of the golden segments, asked what a broker would be asked, compared with Kafka's own classes. */
class PartitionCopyOracleTest {
    @TempDir
    Path logDir = Path.of("");

    static List<String> topics() {
        return GoldenSegments.topics();
    }

    private PartitionCopy copy(String topic) throws IOException {
        CopiedPartition copied = CopiedPartition.of(topic, logDir);
        for (String file : List.of(".index", ".timeindex", ".txnindex")) {
            copied.delete(file);
        }
        return PartitionCopy.in(new LogDirectory(logDir), new TopicPartitionName(topic, 0));
    }

    private static OffsetRange goldenRange(String topic) {
        return new OffsetRange(0, OracleLog.goldenEnd(topic + "-0"));
    }

    private static List<ReadRecord> expected(String topic, Isolation isolation) {
        return OracleLog.read(GoldenSegments.directory(topic).path(), goldenRange(topic), isolation);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void findsTheEndOfTheLog(String topic) throws IOException {
        CopiedLog log = copy(topic).log();

        assertThat(log.range()).isEqualTo(goldenRange(topic));
        assertThat(log.skipped()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void readsTheSameWithoutAnyIndex(String topic) throws IOException {
        PartitionCopy copy = copy(topic);
        OffsetRange committed =
                new OffsetRange(0, copy.lastStableOffset(copy.log().range()));

        assertThat(committed).isEqualTo(goldenRange(topic));
        for (Isolation isolation : Isolation.values()) {
            assertThat(LogReading.read(copy.directory(), committed, isolation)).isEqualTo(expected(topic, isolation));
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void readsEveryRangeOfCommittedRecords(String topic) throws IOException {
        PartitionCopy copy = copy(topic);
        List<ReadRecord> expected = expected(topic, Isolation.READ_COMMITTED);
        long end = goldenRange(topic).endOffset();
        for (long start = 0; start < end; start += 7) {
            OffsetRange range = new OffsetRange(start, Math.min(end, start + 25));
            assertThat(LogReading.read(copy.directory(), range, Isolation.READ_COMMITTED))
                    .as("%s", range)
                    .isEqualTo(expected.stream()
                            .filter(record ->
                                    record.offset() >= range.startOffset() && record.offset() < range.endOffset())
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void acceptsTheGapsOfCompactionWithoutACheckpoint(String topic) throws IOException {
        PartitionCopy copy = copy(topic);
        Files.delete(logDir.resolve("cleaner-offset-checkpoint"));

        assertThat(LogReading.read(copy.directory(), copy.log().range(), Isolation.READ_COMMITTED))
                .isEqualTo(expected(topic, Isolation.READ_COMMITTED));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void findsTheFirstRecordOfEachTime(String topic) throws IOException {
        PartitionCopy copy = copy(topic);
        List<ReadRecord> records = expected(topic, Isolation.READ_UNCOMMITTED);
        OffsetRange range = copy.log().range();
        for (ReadRecord wanted : records) {
            long first = records.stream()
                    .filter(record -> record.timestamp() >= wanted.timestamp())
                    .mapToLong(ReadRecord::offset)
                    .findFirst()
                    .orElseThrow();
            // a marker has a time as well, and may come first, as with a broker
            assertThat(copy.offsetAt(wanted.timestamp(), range).orElseThrow()).isLessThanOrEqualTo(first);
        }
        assertThat(copy.offsetAt(Long.MAX_VALUE, range)).isEqualTo(OptionalLong.empty());
        assertThat(copy.offsetAt(0, range).orElseThrow())
                .isLessThanOrEqualTo(records.get(0).offset());
    }
}
