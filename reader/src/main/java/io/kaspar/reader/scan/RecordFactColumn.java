package io.kaspar.reader.scan;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.batch.TimestampType;
import io.kaspar.reader.record.RecordCursor;
import io.kaspar.reader.vector.ValueVector;
import java.nio.charset.StandardCharsets;

/** A single value per record, taken from the record or its batch. */
record RecordFactColumn(Fact fact, ValueVector vector) implements MetadataColumn {
    private static final int MICROS_PER_MS = 1000;
    private static final byte[] CREATE_TIME = "CreateTime".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LOG_APPEND_TIME = "LogAppendTime".getBytes(StandardCharsets.UTF_8);

    @Override
    public void append(RecordCursor cursor, RecordBatchView recordBatch) {
        fact.append(cursor, recordBatch, vector);
    }

    /** Puts one value. */
    @FunctionalInterface
    interface Fact {
        void append(RecordCursor cursor, RecordBatchView recordBatch, ValueVector vector);
    }

    static void offset(RecordCursor cursor, RecordBatchView recordBatch, ValueVector vector) {
        vector.putLong(cursor.offset());
    }

    /**
     * Microseconds. The column is never null, so that a record without a timestamp has Kafka's -1 ms. What a producer set
     * beyond the range of Spark's timestamps becomes the first or last of them.
     */
    static void timestamp(RecordCursor cursor, RecordBatchView recordBatch, ValueVector vector) {
        long timestampMs = cursor.timestamp();
        long inRange = Math.max(Long.MIN_VALUE / MICROS_PER_MS, Math.min(Long.MAX_VALUE / MICROS_PER_MS, timestampMs));
        vector.putLong(inRange * MICROS_PER_MS);
    }

    static void timestampType(RecordCursor cursor, RecordBatchView recordBatch, ValueVector vector) {
        byte[] name = cursor.timestampType() == TimestampType.LOG_APPEND_TIME ? LOG_APPEND_TIME : CREATE_TIME;
        vector.putBytes(name, 0, name.length);
    }

    static void value(RecordCursor cursor, RecordBatchView recordBatch, ValueVector vector) {
        if (cursor.valueLength() < 0) {
            vector.putNull();
        } else {
            vector.putBytes(cursor.bytes(), cursor.valuePosition(), cursor.valueLength());
        }
    }

    /** Null for batches from before there were epochs. */
    static void leaderEpoch(RecordCursor cursor, RecordBatchView recordBatch, ValueVector vector) {
        int leaderEpoch = recordBatch.leaderEpoch();
        if (leaderEpoch < 0) {
            vector.putNull();
        } else {
            vector.putInt(leaderEpoch);
        }
    }

    /** The id in a payload's framing; null when it has none. */
    static Fact schemaId(PayloadColumn payload) {
        return (cursor, recordBatch, vector) -> {
            int schemaId = payload.schemaId(cursor);
            if (schemaId < 0) {
                vector.putNull();
            } else {
                vector.putInt(schemaId);
            }
        };
    }
}
