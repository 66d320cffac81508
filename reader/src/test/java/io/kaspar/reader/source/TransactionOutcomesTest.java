package io.kaspar.reader.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.golden.WrittenLog;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.segment.SegmentRecordBatchSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionOutcomesTest {

    @TempDir
    Path logDir = Path.of("");

    @Test
    void areNotKnownWhenRetentionTookWhatWouldTell() throws IOException {
        WrittenLog log = WrittenLog.in(logDir).segment(0);
        Files.write(log.segment(), transactional());
        PartitionDirectory directory = log.logDirectory().partition(log.name());
        try (IsolationFilter filter = new IsolationFilter(Isolation.READ_COMMITTED);
                SegmentRecordBatchSource source =
                        new SegmentRecordBatchSource(directory, new OffsetRange(0, 1), true)) {
            filter.begin(List.of(), 0);
            assertThat(source.next()).isTrue();
            assertThat(filter.accepts(source.current())).isTrue();
            Files.delete(log.segment());
            log.segment(100).batch(100);

            assertThat(filter.hasUndecided()).isTrue();
            assertThat(new TransactionOutcomes(directory, true).areKnown(1, filter, Long.MAX_VALUE))
                    .isFalse();
        }
    }

    private static byte[] transactional() {
        ByteBuffer records = MemoryRecords.withTransactionalRecords(
                        Compression.NONE, 7L, (short) 0, 0, new SimpleRecord(new byte[1]))
                .buffer();
        byte[] bytes = new byte[records.remaining()];
        records.get(bytes);
        return bytes;
    }
}
