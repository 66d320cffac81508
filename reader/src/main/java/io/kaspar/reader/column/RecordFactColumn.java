package io.kaspar.reader.column;

import io.kaspar.reader.batch.TimestampType;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.ValueVector;
import java.nio.charset.StandardCharsets;

/** A single value per record, taken from the record or its batch. */
record RecordFactColumn(Fact fact, ValueVector vector) implements MetadataColumn {
    private static final int MICROS_PER_MS = 1000;
    private static final byte[][] TIMESTAMP_TYPES = {
        "CreateTime".getBytes(StandardCharsets.UTF_8), "LogAppendTime".getBytes(StandardCharsets.UTF_8)
    };
    private static final int CREATE_TIME = 0;
    private static final int LOG_APPEND_TIME = 1;

    @Override
    public void append(RecordBlock records) {
        vector.reserve(records.size());
        fact.append(records, vector);
    }

    /** Puts one value for each record: a loop per fact, so that each stays small and of one kind. */
    @FunctionalInterface
    interface Fact {
        void append(RecordBlock records, ValueVector vector);
    }

    static void offset(RecordBlock records, ValueVector vector) {
        long[] offsets = records.offsets();
        for (int row = 0; row < records.size(); row++) {
            vector.putLong(offsets[row]);
        }
    }

    /**
     * Microseconds. The column is never null, so that a record without a timestamp has Kafka's -1 ms. What a producer set
     * beyond the range of Spark's timestamps becomes the first or last of them.
     */
    static void timestamp(RecordBlock records, ValueVector vector) {
        long[] timestamps = records.timestamps();
        for (int row = 0; row < records.size(); row++) {
            long inRange =
                    Math.max(Long.MIN_VALUE / MICROS_PER_MS, Math.min(Long.MAX_VALUE / MICROS_PER_MS, timestamps[row]));
            vector.putLong(inRange * MICROS_PER_MS);
        }
    }

    static void timestampType(RecordBlock records, ValueVector vector) {
        for (int row = 0; row < records.size(); row++) {
            boolean isLogAppendTime = records.timestampType(row) == TimestampType.LOG_APPEND_TIME;
            vector.putSymbol(TIMESTAMP_TYPES, isLogAppendTime ? LOG_APPEND_TIME : CREATE_TIME);
        }
    }

    /** As Kafka's {@code TimestampType} numbers them. */
    static void timestampTypeId(RecordBlock records, ValueVector vector) {
        for (int row = 0; row < records.size(); row++) {
            boolean isLogAppendTime = records.timestampType(row) == TimestampType.LOG_APPEND_TIME;
            vector.putInt(isLogAppendTime ? LOG_APPEND_TIME : CREATE_TIME);
        }
    }

    static void value(RecordBlock records, ValueVector vector) {
        byte[] bytes = records.bytes();
        int[] positions = records.valuePositions();
        int[] lengths = records.valueLengths();
        for (int row = 0; row < records.size(); row++) {
            if (lengths[row] < 0) {
                vector.putNull();
            } else {
                vector.putBytes(bytes, positions[row], lengths[row]);
            }
        }
    }

    /** Null for batches from before there were epochs. */
    static void leaderEpoch(RecordBlock records, ValueVector vector) {
        for (int row = 0; row < records.size(); row++) {
            putId(records.leaderEpoch(row), vector);
        }
    }

    /** The id in a payload's framing; null when it has none. */
    static Fact schemaId(PayloadColumn payload) {
        return (records, vector) -> {
            for (int row = 0; row < records.size(); row++) {
                putId(payload.schemaId(records, row), vector);
            }
        };
    }

    /** The same text for all records that have a value; null for the others. */
    static Fact ofValues(String text) {
        byte[][] symbols = {text.getBytes(StandardCharsets.UTF_8)};
        return (records, vector) -> {
            for (int row = 0; row < records.size(); row++) {
                if (records.valueLengths()[row] < 0) {
                    vector.putNull();
                } else {
                    vector.putSymbol(symbols, 0);
                }
            }
        };
    }

    private static void putId(int number, ValueVector vector) {
        if (number < 0) {
            vector.putNull();
        } else {
            vector.putInt(number);
        }
    }
}
