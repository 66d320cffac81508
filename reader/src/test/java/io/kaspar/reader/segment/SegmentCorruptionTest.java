package io.kaspar.reader.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kaspar.reader.batch.OldFormatException;
import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.golden.CopiedPartition;
import io.kaspar.reader.golden.GoldenSegments;
import io.kaspar.reader.golden.LogReading;
import io.kaspar.reader.golden.OracleLog;
import io.kaspar.reader.golden.ReadRecord;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged copies of golden segments: the right records before the damage, then one clear error, never anything else. */
class SegmentCorruptionTest {
    private static final long SEED = Long.getLong("kaspar.seed", System.nanoTime());

    private static final int STRIDE = Integer.getInteger("kaspar.corruption.stride", 15);
    private static final Map<String, Long> END_OFFSETS = new ConcurrentHashMap<>();

    @TempDir
    Path logDir;

    /** What a read gave, and how it ended. */
    private record Outcome(
            List<ReadRecord> records, @Nullable IOException error) {}

    static List<String> topics() {
        return GoldenSegments.topics();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void findsEveryFlippedBitThatChangesWhatIsRead(String topic) throws IOException {
        CopiedPartition partition = CopiedPartition.of(topic, logDir);
        List<ReadRecord> expected = read(partition).records();
        Path file = partition.segment(0);
        byte[] intact = Files.readAllBytes(file);
        for (int index : places(intact.length)) {
            byte[] damaged = intact.clone();
            damaged[index] ^= (byte) (1 << (index % Byte.SIZE));
            Files.write(file, damaged);

            Outcome outcome = read(partition);

            assertThat(isPrefix(outcome.records(), expected))
                    .as("byte %s, seed %s", index, SEED)
                    .isTrue();
            if (outcome.error() == null) { // only the leader epoch has neither a checksum nor a check
                assertThat(outcome.records())
                        .as("byte %s, seed %s", index, SEED)
                        .isEqualTo(expected);
            } else {
                assertThat(outcome.error())
                        .as("byte %s, seed %s", index, SEED)
                        .isInstanceOfAny(CorruptSegmentException.class, OldFormatException.class)
                        .hasMessageContaining(file.toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"codec-gzip", "log-append-time"})
    void givesTheRecordsBeforeATruncationOfTheLastSegment(String topic) throws IOException {
        CopiedPartition partition = CopiedPartition.of(topic, logDir);
        List<ReadRecord> expected = read(partition).records();
        Path file = partition.segment(0);
        byte[] intact = Files.readAllBytes(file);
        for (int length : places(intact.length)) {
            Files.write(file, Arrays.copyOf(intact, length));

            Outcome outcome = read(partition);

            assertThat(isPrefix(outcome.records(), expected))
                    .as("length %s, seed %s", length, SEED)
                    .isTrue();
            assertThat(outcome.error())
                    .as("length %s, seed %s", length, SEED)
                    .isInstanceOfAny(CorruptSegmentException.class, RangeNotHeldException.class)
                    .hasMessageContaining(partition.path().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"codec-none", "transactions"})
    void noticesASegmentThatEndsBeforeTheNextBegins(String topic) throws IOException {
        CopiedPartition partition = CopiedPartition.of(topic, logDir);
        List<ReadRecord> expected = read(partition).records();
        Path file = partition.segment(0);
        byte[] intact = Files.readAllBytes(file);
        for (int length : places(intact.length)) {
            Files.write(file, Arrays.copyOf(intact, length));

            Outcome outcome = read(partition);

            assertThat(isPrefix(outcome.records(), expected))
                    .as("length %s, seed %s", length, SEED)
                    .isTrue();
            assertThat(outcome.error())
                    .as("length %s, seed %s", length, SEED)
                    .isInstanceOf(CorruptSegmentException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void endsClearlyWithoutChecksums(String topic) throws IOException {
        CopiedPartition partition = CopiedPartition.of(topic, logDir);
        Path file = partition.segment(0);
        byte[] intact = Files.readAllBytes(file);
        Random random = new Random(SEED);
        for (int index : places(intact.length)) {
            byte[] damaged = intact.clone();
            damaged[index] = (byte) (damaged[index] ^ (1 + random.nextInt(255)));
            Files.write(file, damaged);

            Outcome outcome = read(partition, false);

            if (outcome.error() != null) {
                assertThat(outcome.error())
                        .as("byte %s, seed %s", index, SEED)
                        .isInstanceOfAny(CorruptSegmentException.class, OldFormatException.class);
            }
        }
    }

    @Test
    void readsTheSameWithBrokenOrMissingIndexes() throws IOException {
        CopiedPartition partition = CopiedPartition.of("transactions", logDir);
        long endOffset = OracleLog.endOffset(partition.path());
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            for (Path index : GoldenSegments.files(partition.path(), ".index")) {
                byte[] garbage = new byte[random.nextInt(100)];
                random.nextBytes(garbage);
                Files.write(index, garbage);
            }
            OffsetRange range = new OffsetRange(random.nextLong(endOffset), endOffset);
            assertThat(LogReading.read(partition.directory(), range, Isolation.READ_COMMITTED))
                    .as("round %s, seed %s", round, SEED)
                    .isEqualTo(OracleLog.read(partition.path(), range, Isolation.READ_COMMITTED));
        }
        partition.delete(".index");
        OffsetRange range = new OffsetRange(endOffset / 2, endOffset);
        assertThat(LogReading.read(partition.directory(), range, Isolation.READ_COMMITTED))
                .isEqualTo(OracleLog.read(partition.path(), range, Isolation.READ_COMMITTED));
    }

    @Test
    void namesFilePositionAndBaseOffsetAndWhatWasExpected() throws IOException {
        CopiedPartition partition = CopiedPartition.of("codec-none", logDir);
        Path file = partition.segment(0);
        byte[] damaged = Files.readAllBytes(file);
        damaged[RecordBatchLayout.RECORDS_POSITION] ^= 1;
        Files.write(file, damaged);

        assertThat(read(partition).error())
                .hasMessageContaining(file + ", byte 0: record batch at offset 0: CRC-32C ")
                .hasMessageContaining(" found, but its bytes give ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void tellsOldFormatsFromDamage(int magic) throws IOException {
        CopiedPartition partition = CopiedPartition.of("codec-none", logDir);
        Path file = partition.segment(0);
        byte[] old = Files.readAllBytes(file);
        old[RecordBatchLayout.MAGIC_POSITION] = (byte) magic;
        Files.write(file, old);

        assertThat(read(partition).error())
                .isInstanceOf(OldFormatException.class)
                .hasMessageContaining("format v" + magic);
    }

    /** Every byte of the first header; of the rest as many as there is time for, others with every seed. */
    private static int[] places(int length) {
        int phase = new Random(SEED).nextInt(STRIDE);
        return IntStream.range(0, length)
                .filter(index -> index <= RecordBatchLayout.HEADER_LENGTH + 1 || index % STRIDE == phase)
                .toArray();
    }

    private static Outcome read(CopiedPartition partition) throws IOException {
        return read(partition, true);
    }

    private static Outcome read(CopiedPartition partition, boolean checkCrcs) throws IOException {
        OffsetRange range =
                new OffsetRange(0, END_OFFSETS.computeIfAbsent(partition.name(), name -> endOffset(partition)));
        List<ReadRecord> found = new ArrayList<>();
        try {
            LogReading.readInto(found, partition.directory(), range, Isolation.READ_COMMITTED, checkCrcs);
            return new Outcome(found, null);
        } catch (IOException e) {
            return new Outcome(found, e);
        } catch (RuntimeException e) {
            return fail("after " + found.size() + " records", e);
        }
    }

    /** Far enough to notice what is wrong at the end of the first segment. */
    private static long endOffset(CopiedPartition partition) {
        if (partition.segmentCount() == 1) {
            return OracleLog.endOffset(partition.path());
        }
        return LogFileName.baseOffset(String.valueOf(partition.segment(1).getFileName())) + 1;
    }

    private static boolean isPrefix(List<ReadRecord> found, List<ReadRecord> expected) {
        return found.size() <= expected.size() && found.equals(expected.subList(0, found.size()));
    }
}
