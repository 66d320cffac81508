package io.kaspar.reader.copy;

import static io.kaspar.reader.golden.WrittenLog.offsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.golden.LogReading;
import io.kaspar.reader.golden.WrittenLog;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.segment.SegmentRecordBatchSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holes that a replica copied from its leader, of which the cleaner's checkpoint beside it says nothing; and what looks like them. */
class CopiedHolesTest {
    private static final long END = 52;

    @TempDir
    Path logDir = Path.of("");

    private WrittenLog log = new WrittenLog(Path.of(""));

    @BeforeEach
    void begin() throws IOException {
        log = WrittenLog.in(logDir);
    }

    private PartitionDirectory live() {
        return log.logDirectory().partition(log.name());
    }

    private PartitionCopy copy() {
        return PartitionCopy.in(log.logDirectory(), log.name());
    }

    private List<Long> readLive() throws IOException {
        return readLive(OptionalLong.of(END));
    }

    private List<Long> readLive(OptionalLong plannedEnd) throws IOException {
        return offsets(
                LogReading.readAll(new SegmentRecordBatchSource(live(), new OffsetRange(0, END), true, plannedEnd)));
    }

    private List<Long> readCopy() throws IOException {
        OffsetRange range = copy().log().range();
        return offsets(LogReading.read(copy().directory(), range, Isolation.READ_UNCOMMITTED));
    }

    @Test
    void areReadWithinAndBetweenSegments() throws IOException {
        log.segment(0)
                .batch(3, 4)
                .batch(10, 12)
                .batches(20)
                .segment(30)
                .batches(30, 40)
                .segment(50);
        log.batches(50, 51);

        assertThat(readLive()).containsExactlyElementsOf(offsets(3, 4, 10, 12, 20, 30, 40, 50, 51));
        assertThat(readCopy()).containsExactlyElementsOf(offsets(3, 4, 10, 12, 20, 30, 40, 50, 51));
    }

    @Test
    void areReadBeforeTheLastBatchWhereTheLeaderSaysThatItEnds() throws IOException {
        log.segment(0).batches(3, 20, 51);

        assertThat(readLive()).containsExactly(3L, 20L, 51L);
        assertThat(readCopy()).containsExactly(3L, 20L, 51L);
        assertThatThrownBy(() -> readLive(OptionalLong.empty()))
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("offset 21 expected");
    }

    @Test
    void areNotTakenForAWrongOffsetOfTheLastBatch() throws IOException {
        log.segment(0).batches(0, 1, 2, 3).batch(addsToTheBaseOffset(8), 4);

        assertThatThrownBy(() -> readLive(OptionalLong.of(5)))
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("offset 4 expected");
        assertThat(readCopy()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(copy().log().skipped()).singleElement().asString().contains("begins at offset 12", "offset 4 was");
    }

    @Test
    void areBelievedOfACopyWhoseBrokerKnewItsEnd() throws IOException {
        log.segment(0).batches(0, 1, 2, 3, 12);
        assertThat(readCopy()).doesNotContain(12L);

        Files.writeString(
                logDir.resolve("replication-offset-checkpoint"),
                "0\n1\n" + log.name().topic() + " 0 13\n");
        assertThat(readCopy()).contains(12L);
    }

    @Test
    void makeNoCopyEmpty() throws IOException {
        log.segment(0).batches(32);

        assertThat(readCopy()).containsExactly(32L);
        assertThat(copy().log().skipped()).isEmpty();
    }

    @Test
    void areNotTakenForASegmentThatIsMissing() throws IOException {
        log.segment(0).batches(0, 1, 2).segment(10).batches(10, 11).segment(12).batches(12, 13);

        assertThatThrownBy(this::readLive)
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("offset 3 is in neither");
        assertThatThrownBy(this::readCopy).isInstanceOf(CorruptSegmentException.class);
    }

    @Test
    void areNotBelievedWhereAnIndexHasNoSegment() throws IOException {
        log.segment(0).batches(0, 2, 3).segment(4).batches(4, 6);
        Files.delete(log.segment());
        log.segment(10).batches(10, 12, 51);

        assertThatThrownBy(this::readLive)
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("offset 4 is in neither");
    }

    @Test
    void areNotBelievedBehindWhereCompactionEnded() throws IOException {
        log.segment(0).batches(0, 2, 3).segment(10).batches(10, 11).segment(12).batches(12, 51);
        Files.writeString(
                logDir.resolve("cleaner-offset-checkpoint"),
                "0\n1\n" + log.name().topic() + " 0 4\n");

        assertThatThrownBy(this::readLive)
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("offset 4 is in neither");
    }

    @Test
    void areNotTakenForTheEndOfABatchThatIsWrong() throws IOException {
        log.segment(0)
                .batch(batch -> batch.putInt(RecordBatchLayout.LAST_OFFSET_DELTA_POSITION, 1), 0, 1, 2, 3)
                .batches(4, 5);
        SegmentRecordBatchSource headersOnly = new SegmentRecordBatchSource(live(), new OffsetRange(0, 6), true);
        try (headersOnly) {
            assertThatThrownBy(() -> {
                        while (headersOnly.next()) {
                            assertThat(headersOnly.current().baseOffset()).isZero();
                        }
                    })
                    .isInstanceOf(CorruptSegmentException.class);
        }
    }

    private static WrittenLog.Change addsToTheBaseOffset(long added) {
        return (ByteBuffer batch) -> batch.putLong(
                RecordBatchLayout.BASE_OFFSET_POSITION, batch.getLong(RecordBatchLayout.BASE_OFFSET_POSITION) + added);
    }
}
