package io.kaspar.reader.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.golden.GoldenSegments;
import io.kaspar.reader.golden.LogReading;
import io.kaspar.reader.golden.OracleLog;
import io.kaspar.reader.golden.ReadRecord;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole partitions and pieces of them, against Kafka's classes and the markers in the log. */
class SegmentRecordBatchSourceOracleTest {
    private static final int RANGES = 80;
    private static final long SEED = Long.getLong("kaspar.seed", System.nanoTime());

    static List<String> topics() {
        return GoldenSegments.topics();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void readsAnyRangeInEitherIsolation(String topic) throws IOException {
        Random random = new Random(SEED);
        PartitionDirectory directory = GoldenSegments.directory(topic);
        long endOffset = OracleLog.endOffset(directory.path());
        assertSame(directory, new OffsetRange(0, endOffset));
        for (int count = 0; count < RANGES; count++) {
            long start = random.nextLong(endOffset);
            assertSame(directory, new OffsetRange(start, random.nextLong(start, endOffset + 1)));
        }
    }

    private static void assertSame(PartitionDirectory directory, OffsetRange range) throws IOException {
        for (Isolation isolation : Isolation.values()) {
            List<ReadRecord> expected = OracleLog.read(directory.path(), range, isolation);
            assertThat(LogReading.read(directory, range, isolation))
                    .as("%s %s %s, seed %s", directory, range, isolation, SEED)
                    .isEqualTo(expected);
        }
    }
}
