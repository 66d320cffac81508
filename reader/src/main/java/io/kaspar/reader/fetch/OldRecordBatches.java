package io.kaspar.reader.fetch;

import io.kaspar.reader.bytes.CorruptSegmentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.AbstractLegacyRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;

/** Messages of the formats v0 and v1, which brokers before 0.11 wrote, as record batches of format v2. */
final class OldRecordBatches {
    private static final int INITIAL_LENGTH = 1 << 10;

    private OldRecordBatches() {}

    /**
     * Rewrites one message, or one compressed set of messages; offsets, timestamps and their type stay.
     *
     * @param bytes holds it whole
     * @param source for messages, as {@code sourcePosition}
     */
    static byte[] rewrite(byte[] bytes, int position, int length, String source, long sourcePosition)
            throws CorruptSegmentException {
        try {
            MemoryRecords old = MemoryRecords.readableRecords(
                    ByteBuffer.wrap(bytes, position, length).slice());
            MutableRecordBatch recordBatch = old.batchIterator().next();
            recordBatch.ensureValid();
            OldMessageSet.checkLengths((AbstractLegacyRecordBatch) recordBatch);
            return rewrite(recordBatch, length);
        } catch (IOException
                | RuntimeException e) { // Kafka's classes meet broken bytes with whatever their buffers throw
            throw corrupt(source, sourcePosition, e);
        }
    }

    private static byte[] rewrite(MutableRecordBatch old, int length) {
        Iterator<Record> records = old.iterator();
        Record first = records.next();
        boolean logAppendTime = old.timestampType() == TimestampType.LOG_APPEND_TIME;
        try (MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(length + INITIAL_LENGTH),
                RecordBatch.MAGIC_VALUE_V2,
                Compression.NONE,
                logAppendTime ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME,
                first.offset(),
                logAppendTime ? old.maxTimestamp() : RecordBatch.NO_TIMESTAMP)) {
            append(builder, first);
            while (records.hasNext()) {
                append(builder, records.next());
            }
            ByteBuffer rewritten = builder.build().buffer();
            byte[] v2 = new byte[rewritten.remaining()];
            rewritten.get(v2);
            return v2;
        }
    }

    private static void append(MemoryRecordsBuilder builder, Record message) {
        builder.appendWithOffset(
                message.offset(), message.timestamp(), message.key(), message.value(), Record.EMPTY_HEADERS);
    }

    private static CorruptSegmentException corrupt(String source, long sourcePosition, Exception cause) {
        CorruptSegmentException corrupt = new CorruptSegmentException(
                source, sourcePosition, "messages of an old format cannot be read: " + cause);
        corrupt.initCause(cause);
        return corrupt;
    }
}
