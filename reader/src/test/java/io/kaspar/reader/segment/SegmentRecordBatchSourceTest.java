package io.kaspar.reader.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.directory.FilesChangedException;
import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.directory.NotReadableException;
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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentRecordBatchSourceTest {

    @TempDir
    Path logDir;

    private CopiedPartition partition =
            new CopiedPartition(new LogDirectory(Path.of("")).partition(new TopicPartitionName("none", 0)));
    private long endOffset;

    @BeforeEach
    void copies() throws IOException {
        partition = CopiedPartition.of("codec-none", logDir);
        endOffset = OracleLog.endOffset(partition.path());
    }

    @Test
    void opensOnlyTheSegmentsOfTheRange() throws IOException {
        long secondSegment = baseOffset(1);
        try (SegmentRecordBatchSource source = source(secondSegment, secondSegment + 1)) {
            assertThat(source.next()).isTrue();
            assertThat(source.current().baseOffset()).isEqualTo(secondSegment);
            assertThat(source.next()).isFalse();
            assertThat(source.segmentsOpened()).isEqualTo(1);
            assertThat(source.bytesRead()).isEqualTo(Files.size(partition.segment(1)));
        }
    }

    @Test
    void opensNothingForAnEmptyRange() throws IOException {
        try (SegmentRecordBatchSource source = source(5, 5)) {
            assertThat(source.next()).isFalse();
            assertThat(source.segmentsOpened()).isZero();
            assertThat(source.nextOffset()).isEqualTo(5);
        }
    }

    @Test
    void tellsUpToWhereItHasGiven() throws IOException {
        try (SegmentRecordBatchSource source = source(3, endOffset)) {
            assertThat(source.nextOffset()).isEqualTo(3);
            while (source.next()) {
                assertThat(source.nextOffset()).isEqualTo(source.current().nextOffset());
            }
            assertThat(source.nextOffset()).isEqualTo(endOffset);
        }
    }

    @Test
    void doesNotTouchAHalfWrittenBatchAfterTheRange() throws IOException {
        Path last = partition.segment(partition.segmentCount() - 1);
        Files.write(
                last,
                new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18},
                StandardOpenOption.APPEND);

        assertThat(read(0, endOffset)).hasSize((int) endOffset);
    }

    @Test
    void tellsThatARangeGoesOnAfterTheEnd() throws IOException {
        try (SegmentRecordBatchSource source = source(0, endOffset + 1)) {
            assertThatThrownBy(() -> drain(source))
                    .isInstanceOf(RangeNotHeldException.class)
                    .hasMessageContaining("does not hold the offsets [0, " + (endOffset + 1) + ")");
            assertThat(source.nextOffset()).isEqualTo(endOffset);
        }
    }

    @Test
    void takesZerosReservedForLaterAsTheEnd() throws IOException {
        Path last = partition.segment(partition.segmentCount() - 1);
        Files.write(last, new byte[1000], StandardOpenOption.APPEND);

        assertThat(read(0, endOffset)).hasSize((int) endOffset);
        try (SegmentRecordBatchSource source = source(0, endOffset + 1)) {
            assertThatThrownBy(() -> drain(source)).isInstanceOf(RangeNotHeldException.class);
        }
    }

    @Test
    void tellsThatTheFirstSegmentsWereDeleted() throws IOException {
        Files.delete(partition.segment(0));
        try (SegmentRecordBatchSource source = source(0, endOffset)) {
            assertThatThrownBy(source::next)
                    .isInstanceOf(RangeNotHeldException.class)
                    .hasMessageContaining("its first segment begins at offset");
        }
    }

    @Test
    void noticesASegmentMissingInTheMiddle() throws IOException {
        long missing = baseOffset(1);
        Files.delete(partition.segment(1));
        try (SegmentRecordBatchSource source = source(0, endOffset)) {
            assertThatThrownBy(() -> drain(source))
                    .isInstanceOf(CorruptSegmentException.class)
                    .hasMessageContaining("offset " + missing + " is in neither");
            assertThat(source.nextOffset()).isEqualTo(missing);
        }
    }

    @Test
    void doesNotTakeCompactionAtWorkForDamage() throws IOException {
        Path segment = partition.segment(1);
        Files.move(segment, segment.resolveSibling(segment.getFileName() + ".deleted"));
        try (SegmentRecordBatchSource source = source(0, endOffset)) {
            assertThatThrownBy(() -> drain(source)).isInstanceOf(FilesChangedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {LogFileName.LOG, LogFileName.OFFSET_INDEX, LogFileName.TIME_INDEX, LogFileName.TRANSACTION_INDEX
            })
    void waitsForASwapAndThenGivesUp(String kind) throws IOException {
        Files.createFile(partition.path().resolve(LogFileName.of(0, kind + LogFileName.SWAP)));
        try (SegmentRecordBatchSource source = source(0, endOffset)) {
            assertThatThrownBy(source::next).isInstanceOf(FilesChangedException.class);
        }
    }

    @Test
    void readsOnInAFileThatIsDeletedMeanwhile() throws IOException {
        try (SegmentRecordBatchSource source = source(0, baseOffset(1))) {
            source.next();
            Files.delete(partition.segment(0));

            assertThat(drain(source)).isEqualTo(3);
        }
    }

    @Test
    void findsTheRestInAFileThatReplacedSeveral() throws IOException {
        long thirdSegment = baseOffset(2);
        try (SegmentRecordBatchSource source = source(0, thirdSegment)) {
            source.next();
            byte[] merged = concat(Files.readAllBytes(partition.segment(0)), Files.readAllBytes(partition.segment(1)));
            Path target = partition.segment(0);
            Files.delete(partition.segment(1));
            Files.write(target.resolveSibling("written"), merged);
            Files.move(target.resolveSibling("written"), target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            drain(source);

            assertThat(source.nextOffset()).isEqualTo(thirdSegment);
        }
    }

    @Test
    void doesNotFollowALinkInThePartitionsDirectory() throws IOException {
        Path segment = partition.segment(0);
        Path elsewhere = logDir.resolve("elsewhere");
        Files.move(segment, elsewhere);
        Files.createSymbolicLink(segment, elsewhere);
        try (SegmentRecordBatchSource source = source(0, endOffset)) {
            assertThatThrownBy(source::next)
                    .isInstanceOf(NotReadableException.class)
                    .hasMessageContaining("symbolic link");
        }
    }

    @Test
    void tellsThatTheDirectoryIsGone() throws IOException {
        Files.move(partition.path(), logDir.resolve("codec-none-0.abc-delete"));
        try (SegmentRecordBatchSource source = source(0, endOffset)) {
            assertThatThrownBy(source::next).isInstanceOf(FilesChangedException.class);
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static int drain(SegmentRecordBatchSource source) throws IOException {
        int count = 0;
        while (source.next()) {
            source.load();
            count++;
        }
        return count;
    }

    private List<ReadRecord> read(long startOffset, long endOffset) throws IOException {
        return LogReading.read(
                partition.directory(), new OffsetRange(startOffset, endOffset), Isolation.READ_UNCOMMITTED);
    }

    private long baseOffset(int segment) {
        return LogFileName.baseOffset(String.valueOf(partition.segment(segment).getFileName()));
    }

    private SegmentRecordBatchSource source(long startOffset, long endOffset) {
        return new SegmentRecordBatchSource(partition.directory(), new OffsetRange(startOffset, endOffset), true);
    }
}
