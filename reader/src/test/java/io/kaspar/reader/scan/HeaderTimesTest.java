package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.copy.PartitionCopy;
import io.kaspar.reader.golden.WrittenLog;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches whose writer did not say in the header what their greatest time is, and whose broker took them so. */
class HeaderTimesTest {
    private static final int RECORDS = 5;

    @TempDir
    Path logDir = Path.of("");

    @ParameterizedTest
    @ValueSource(
            longs = {
                -1,
                0,
                WrittenLog.FIRST_TIMESTAMP_MS - 1,
                WrittenLog.FIRST_TIMESTAMP_MS,
                WrittenLog.FIRST_TIMESTAMP_MS + 1
            })
    void hideNoRecordFromAConditionOnTime(long headersMaxTimestampMs) throws IOException {
        WrittenLog log = WrittenLog.in(logDir);
        log.segment(0).batch(batch -> setMaxTimestamp(batch, headersMaxTimestampMs), 0, 1, 2, 3, 4);
        PartitionCopy copy = PartitionCopy.in(log.logDirectory(), log.name());

        for (int wanted = 0; wanted < RECORDS; wanted++) {
            long timestampMs = WrittenLog.FIRST_TIMESTAMP_MS + wanted;
            assertThat(copy.offsetAt(timestampMs, copy.log().range())).isEqualTo(OptionalLong.of(wanted));
            assertThat(rowsFrom(log, timestampMs)).isEqualTo(RECORDS - wanted);
        }
        assertThat(rowsFrom(log, WrittenLog.FIRST_TIMESTAMP_MS + RECORDS)).isZero();
    }

    private static void setMaxTimestamp(ByteBuffer batch, long maxTimestampMs) {
        MemoryRecords.readableRecords(batch)
                .batches()
                .iterator()
                .next()
                .setMaxTimestamp(TimestampType.CREATE_TIME, maxTimestampMs); // mends the checksum as well
    }

    private int rowsFrom(WrittenLog log, long timestampMs) throws IOException {
        Scans scans = Scans.of("", "", logDir, log.name().topic(), "").withKafka(Map.of(), 1);
        ScanTask all =
                new ScanTask(0, new OffsetRange(0, RECORDS), List.of(new ReplicaLocation(0, "", logDir.toString())));
        TimestampRanges later = new TimestampRanges(List.of(new TimestampRanges.Range(timestampMs, Long.MAX_VALUE)));
        ScanTask task = new ScanTask(0, List.of(new TimedRange(all.span(), later)), all.lineage(), all.replicas());
        return ScannedRows.read(scans.spec(), task).rows().size();
    }
}
