package io.kaspar.reader.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.golden.GoldenSegments;
import io.kaspar.reader.golden.ReadRecord;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.record.RecordCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden segments through Kafka's own classes and through ours, field by field. */
class GoldenSegmentsOracleTest {

    static List<Path> segmentFiles() {
        return GoldenSegments.segmentFiles();
    }

    @ParameterizedTest
    @MethodSource("segmentFiles")
    void readsEveryFieldAsKafkaDoes(Path file) throws IOException {
        RecordBuffer buffer = new RecordBuffer();
        try (FileRecords oracle = FileRecords.open(file.toFile(), false);
                SegmentCursor segment = open(file);
                RecordCursor records = new RecordCursor(buffer)) {
            for (RecordBatch expected : oracle.batches()) {
                assertThat(segment.next()).isTrue();
                assertHeader(segment.current(), expected);
                assertRecords(segment.current(), expected, records);
            }
            assertThat(segment.next()).isFalse();
        }
    }

    private static SegmentCursor open(Path file) throws IOException {
        long baseOffset = LogFileName.baseOffset(String.valueOf(file.getFileName()));
        return new SegmentCursor(SegmentFile.open(file), baseOffset, true, new ReadAheadBuffer());
    }

    private static void assertHeader(RecordBatchView found, RecordBatch expected) {
        assertThat(found.baseOffset()).isEqualTo(expected.baseOffset());
        assertThat(found.sizeInBytes()).isEqualTo(expected.sizeInBytes());
        assertThat(found.leaderEpoch()).isEqualTo(expected.partitionLeaderEpoch());
        assertThat(found.magic()).isEqualTo(expected.magic());
        assertThat(found.crc()).isEqualTo(expected.checksum());
        assertThat(found.codec().name()).isEqualTo(expected.compressionType().name());
        assertThat(found.timestampType().name())
                .isEqualTo(expected.timestampType().name());
        assertThat(found.isTransactional()).isEqualTo(expected.isTransactional());
        assertThat(found.isControl()).isEqualTo(expected.isControlBatch());
        OptionalLong deleteHorizon =
                found.hasDeleteHorizon() ? OptionalLong.of(found.baseTimestamp()) : OptionalLong.empty();
        assertThat(deleteHorizon).isEqualTo(expected.deleteHorizonMs());
        assertThat(found.lastOffset()).isEqualTo(expected.lastOffset());
        assertThat(found.nextOffset()).isEqualTo(expected.nextOffset());
        assertThat(found.maxTimestamp()).isEqualTo(expected.maxTimestamp());
        assertThat(found.producerId()).isEqualTo(expected.producerId());
        assertThat(found.hasProducerId()).isEqualTo(expected.hasProducerId());
        assertThat(found.producerEpoch()).isEqualTo(expected.producerEpoch());
        assertThat(found.baseSequence()).isEqualTo(expected.baseSequence());
        assertThat(found.recordCount()).isEqualTo(expected.countOrNull());
    }

    private static void assertRecords(RecordBatchView found, RecordBatch expected, RecordCursor records)
            throws IOException {
        List<ReadRecord> expectedRecords = new ArrayList<>();
        for (Record record : expected) {
            expectedRecords.add(ReadRecord.of(record));
        }
        List<ReadRecord> foundRecords = new ArrayList<>();
        records.open(found);
        while (records.next()) {
            foundRecords.add(ReadRecord.of(records));
        }
        assertThat(foundRecords).isEqualTo(expectedRecords);
    }

    @Test
    void holdsEveryKindOfRecordBatch() throws IOException {
        List<String> kinds = new ArrayList<>();
        for (Path file : GoldenSegments.segmentFiles()) {
            try (SegmentCursor segment = open(file)) {
                while (segment.next()) {
                    RecordBatchView recordBatch = segment.current();
                    kinds.add(recordBatch.codec().name());
                    kinds.add(recordBatch.timestampType().name());
                    kinds.add(recordBatch.isControl() ? "marker" : "records");
                    kinds.add(recordBatch.isTransactional() ? "transactional" : "plain");
                    kinds.add(recordBatch.recordCount() == 0 ? "empty" : "filled");
                    kinds.add(recordBatch.hasDeleteHorizon() ? "delete horizon" : "base timestamp");
                    kinds.add(
                            recordBatch.recordCount() < recordBatch.nextOffset() - recordBatch.baseOffset()
                                    ? "holes"
                                    : "whole");
                }
            }
        }
        assertThat(kinds)
                .contains("NONE", "GZIP", "SNAPPY", "LZ4", "ZSTD", "CREATE_TIME", "LOG_APPEND_TIME")
                .contains("marker", "records", "transactional", "plain", "empty", "filled", "holes", "whole")
                .contains("delete horizon", "base timestamp");
    }
}
