package io.kaspar.reader.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.golden.CopiedPartition;
import io.kaspar.reader.golden.LogReading;
import io.kaspar.reader.golden.OracleLog;
import io.kaspar.reader.golden.ReadRecord;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged copies: what checks out before the damage is read, the rest is said to be skipped. */
class PartitionCopyCorruptionTest {
    private static final String TOPIC = "codec-none";

    @TempDir
    Path logDir = Path.of("");

    private List<ReadRecord> all = List.of();
    private Path last = Path.of("");
    private Path beforeLast = Path.of("");
    private PartitionCopy copy = PartitionCopy.in(new LogDirectory(logDir), new TopicPartitionName(TOPIC, 0));

    @BeforeEach
    void copy() throws IOException {
        CopiedPartition copied = CopiedPartition.of(TOPIC, logDir);
        OffsetRange range = new OffsetRange(0, OracleLog.endOffset(copied.path()));
        all = OracleLog.read(copied.path(), range, Isolation.READ_COMMITTED);
        last = copied.segment(copied.segmentCount() - 1);
        beforeLast = copied.segment(copied.segmentCount() - 2);
        copy = PartitionCopy.in(new LogDirectory(logDir), new TopicPartitionName(TOPIC, 0));
    }

    private static long baseOffset(Path segment) {
        return LogFileName.baseOffset(String.valueOf(segment.getFileName()));
    }

    /** All that is read, which must be the first of the records. */
    private int prefixLength() throws IOException {
        CopiedLog log = copy.log();
        List<ReadRecord> read = LogReading.read(copy.directory(), log.range(), Isolation.READ_COMMITTED);
        assertThat(read).isEqualTo(all.subList(0, read.size()));
        return read.size();
    }

    @Test
    void endsBeforeAHalfWrittenBatchWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(last);
        int mostRead = 0;
        for (int length = whole.length - 1; length > 0; length -= 13) {
            Files.write(last, Arrays.copyOf(whole, length));
            int count = prefixLength();

            assertThat(count).isLessThan(all.size());
            mostRead = Math.max(mostRead, count);
        }
        assertThat(mostRead).isGreaterThan(all.size() - 20);
        assertThat(copy.log().skipped()).singleElement().asString().contains(last.toString(), "byte");
    }

    @Test
    void endsBeforeAFlippedBitInTheLastSegment() throws IOException {
        byte[] whole = Files.readAllBytes(last);
        for (int position = 0; position < whole.length; position += 29) {
            byte[] broken = whole.clone();
            broken[position] ^= 0x10;
            Files.write(last, broken);

            int count = prefixLength();
            boolean isHarmless = count == all.size(); // a leader epoch is covered by nothing and is not read here
            assertThat(isHarmless ? List.of("") : copy.log().skipped())
                    .as("a bit of byte %s", position)
                    .isNotEmpty();
        }
    }

    @Test
    void goesBackWhenTheLastSegmentIsWhollyBad() throws IOException {
        byte[] whole = Files.readAllBytes(last);
        whole[30] ^= 1;
        Files.write(last, whole);

        CopiedLog log = copy.log();
        assertThat(log.range().endOffset()).isEqualTo(baseOffset(last));
        assertThat(log.skipped()).singleElement().asString().contains(last + ", byte 0");
        assertThat(prefixLength()).isEqualTo((int) baseOffset(last));

        byte[] before = Files.readAllBytes(beforeLast);
        before[before.length - 1] ^= 1;
        Files.write(beforeLast, before);
        assertThat(copy.log().range().endOffset()).isBetween(baseOffset(beforeLast) + 1, baseOffset(last) - 1);
        assertThat(copy.log().skipped()).hasSize(2);
    }

    @Test
    void isEmptyWhenNothingChecksOut() throws IOException {
        for (Path segment : List.of(last, beforeLast, last.resolveSibling("00000000000000000000.log"))) {
            Files.write(segment, new byte[] {1, 2, 3});
        }

        assertThat(copy.log().range()).isEqualTo(new OffsetRange(0, 0));
        assertThat(copy.log().skipped()).hasSize(3);
    }

    @Test
    void saysThatItSkipsZerosAndWhatCompactionLeft() throws IOException {
        Files.write(last, new byte[100], StandardOpenOption.APPEND);
        Files.write(last.resolveSibling("00000000000000000000.log.swap"), new byte[1]);

        assertThat(prefixLength()).isEqualTo(all.size());
        assertThat(copy.log().skipped())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("zeros"))
                .anySatisfy(line -> assertThat(line).contains(".log.swap"));
    }

    @Test
    void putsInPlaceWhatCompactionWasAboutTo() throws IOException {
        Path swap = swapped(beforeLast);
        assertThat(copy.log().skipped()).isEmpty();
        assertThat(prefixLength()).isEqualTo(all.size());

        Files.createFile(beforeLast); // the one to be replaced, still there
        assertThat(prefixLength()).isEqualTo(all.size());

        byte[] bytes = Files.readAllBytes(swap);
        bytes[bytes.length - 1] ^= 1;
        Files.write(swap, bytes);
        Files.delete(beforeLast);
        assertThatThrownBy(() -> LogReading.read(copy.directory(), copy.log().range(), Isolation.READ_COMMITTED))
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining(swap + ", byte ");
    }

    @Test
    void replacesAllSegmentsThatCompactionMadeOneOf() throws IOException {
        byte[] both = Files.readAllBytes(beforeLast);
        int length = both.length;
        byte[] added = Files.readAllBytes(last);
        both = Arrays.copyOf(both, length + added.length);
        System.arraycopy(added, 0, both, length, added.length);
        Files.write(swapped(beforeLast), both);

        assertThat(prefixLength()).isEqualTo(all.size());
        assertThat(copy.directory().settledListing().baseOffsets()).doesNotContain(baseOffset(last));
    }

    @Test
    void putsNothingInPlaceOfASplitThatWasNotFinished() throws IOException {
        byte[] whole = Files.readAllBytes(last);
        Path swap = swapped(last);
        Files.write(last, whole);
        Files.write(swap, Arrays.copyOf(whole, 0));
        Files.createFile(Path.of(beforeLast + ".cleaned"));

        assertThat(prefixLength()).isEqualTo(all.size());
        assertThat(copy.log().skipped()).hasSize(2);
    }

    /** As compaction leaves it for a moment. */
    private static Path swapped(Path segment) throws IOException {
        return Files.move(segment, Path.of(segment + LogFileName.SWAP));
    }

    @Test
    void doesNotMindAnEmptyLastSegment() throws IOException {
        long end = copy.log().range().endOffset();
        Files.createFile(last.resolveSibling(LogFileName.of(end, LogFileName.LOG)));

        assertThat(copy.log()).isEqualTo(new CopiedLog(new OffsetRange(0, end), List.of()));
    }

    @Test
    void namesFileAndPositionOfDamageInTheMiddle() throws IOException {
        byte[] before = Files.readAllBytes(beforeLast);
        before[before.length - 1] ^= 1;
        Files.write(beforeLast, before);
        OffsetRange range = copy.log().range();

        assertThat(range.endOffset()).isEqualTo(all.size());
        assertThatThrownBy(() -> LogReading.read(copy.directory(), range, Isolation.READ_COMMITTED))
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining(beforeLast + ", byte ");
    }

    @Test
    void believesNoGapWhereACheckpointSaysThatNothingWasCompacted() throws IOException {
        Files.delete(beforeLast);

        assertThatThrownBy(() -> LogReading.read(copy.directory(), copy.log().range(), Isolation.READ_COMMITTED))
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("the next one begins at offset " + baseOffset(last));
    }
}
