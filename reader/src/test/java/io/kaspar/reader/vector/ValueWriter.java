package io.kaspar.reader.vector;

import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Puts values of {@link RandomValues} into sinks as a decoder does: bytes partly from the records, partly from elsewhere. */
final class ValueWriter {
    private final RecordBuffer records;
    private final Random random;
    private int recordsLength;

    ValueWriter(RecordBuffer records, Random random) {
        this.records = records;
        this.random = random;
    }

    /** The records are over: their place is used again. */
    void reset() {
        recordsLength = 0;
    }

    void write(@Nullable Object value, DataType dataType, ValueSink sink) throws PayloadException {
        if (value == null) {
            sink.putNull();
        } else if (value instanceof Boolean bool) {
            sink.putBoolean(bool);
        } else if (value instanceof Long number && dataType.defaultSize() < Long.BYTES) {
            sink.putInt(Math.toIntExact(number));
        } else if (value instanceof Long number) {
            sink.putLong(number);
        } else if (value instanceof Float number) {
            sink.putFloat(number);
        } else if (value instanceof Double number) {
            sink.putDouble(number);
        } else if (value instanceof String text) {
            put(text.getBytes(StandardCharsets.UTF_8), sink::putBytes);
        } else if (value instanceof byte[] bytes) {
            put(bytes, sink::putBytes);
        } else if (value instanceof BigDecimal decimal) {
            put(decimal.unscaledValue().toByteArray(), sink::putUnscaled);
        } else {
            writeNested((List<?>) value, dataType, sink);
        }
    }

    private void writeNested(List<?> values, DataType dataType, ValueSink sink) throws PayloadException {
        if (dataType instanceof StructType struct) {
            sink.putStruct();
            for (int i = 0; i < values.size(); i++) {
                write(values.get(i), struct.apply(i).dataType(), sink.child(i));
            }
            return;
        }
        sink.beginCollection();
        if (dataType instanceof ArrayType array) {
            writeAll(values, array.elementType(), sink.child(0));
        } else if (dataType instanceof MapType map) {
            writeAll((List<?>) values.get(0), map.keyType(), sink.child(0));
            writeAll((List<?>) values.get(1), map.valueType(), sink.child(1));
        }
        sink.endCollection();
    }

    private void writeAll(List<?> values, DataType dataType, ValueSink sink) throws PayloadException {
        for (Object value : values) {
            write(value, dataType, sink);
        }
    }

    private void put(byte[] bytes, Put put) throws PayloadException {
        boolean fits = recordsLength + bytes.length <= records.bytes().length;
        if (fits && random.nextBoolean()) {
            System.arraycopy(bytes, 0, records.bytes(), recordsLength, bytes.length);
            put.put(records.bytes(), recordsLength, bytes.length);
            recordsLength += bytes.length;
        } else {
            byte[] elsewhere = new byte[bytes.length + 2];
            System.arraycopy(bytes, 0, elsewhere, 1, bytes.length);
            put.put(elsewhere, 1, bytes.length);
        }
    }

    private interface Put {
        void put(byte[] source, int position, int length) throws PayloadException;
    }
}
