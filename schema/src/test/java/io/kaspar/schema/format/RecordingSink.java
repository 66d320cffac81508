package io.kaspar.schema.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Keeps values as plain Java objects, and insists on the contract of sinks.
 *
 * <p>Structs and maps become maps, arrays lists, variants the list of their value and their metadata, strings {@link String}, binary a {@link ByteBuffer}, decimals {@link
 * BigDecimal}; numbers, dates and times are boxed as they were put.
 */
public final class RecordingSink implements ValueSink {
    private static final Object STRUCT = new Object();
    private static final int MOST_SLOTS = 2_000_000;

    private final DataType type;
    private final List<RecordingSink> children = new ArrayList<>();
    private final List<@Nullable Object> slots = new ArrayList<>();
    private int collectionStart = -1;

    private record Range(int start, int end) {}

    public RecordingSink(DataType type) {
        this.type = type;
        if (type instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                children.add(new RecordingSink(field.dataType()));
            }
        } else if (type instanceof ArrayType array) {
            children.add(new RecordingSink(array.elementType()));
        } else if (type instanceof MapType map) {
            children.add(new RecordingSink(map.keyType()));
            children.add(new RecordingSink(map.valueType()));
        } else if (isVariant()) {
            children.add(new RecordingSink(DataTypes.BinaryType));
            children.add(new RecordingSink(DataTypes.BinaryType));
        }
    }

    private boolean isVariant() {
        return type.typeName().equals("variant");
    }

    /** What one payload put, decoded into a sink of its own; checks that each slot was filled exactly once. */
    public static @Nullable Object decode(PayloadDecoder decoder, DataType type, byte[] payload)
            throws PayloadException {
        RecordingSink sink = new RecordingSink(type);
        decoder.decode(payload, 0, payload.length, sink);
        return sink.only();
    }

    /** The one value that was put. */
    public @Nullable Object only() {
        require(slots.size() == 1, "one value", slots.size());
        return value(0);
    }

    public @Nullable Object value(int slot) {
        Object value = slots.get(slot);
        if (value == STRUCT) {
            return fields(slot);
        }
        if (value instanceof Range range) {
            return type instanceof MapType ? entries(range) : elements(range);
        }
        return value;
    }

    public int count() {
        return slots.size();
    }

    private Object fields(int slot) {
        if (isVariant()) {
            require(children.stream().allMatch(child -> child.count() == count()), "two parts per variant", slot);
            return List.of(
                    Objects.requireNonNull(children.get(0).value(slot)),
                    Objects.requireNonNull(children.get(1).value(slot)));
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        StructField[] fields = ((StructType) type).fields();
        for (int i = 0; i < fields.length; i++) {
            RecordingSink child = children.get(i);
            require(child.slots.size() == slots.size(), "as many values as structs in " + fields[i], child.count());
            values.put(fields[i].name(), child.value(slot));
        }
        return Collections.unmodifiableMap(values);
    }

    private Map<Object, @Nullable Object> entries(Range range) {
        Map<Object, @Nullable Object> values = new LinkedHashMap<>();
        require(children.get(0).count() == children.get(1).count(), "a value per key", children.get(1));
        for (int i = range.start(); i < range.end(); i++) {
            values.put(
                    Objects.requireNonNull(children.get(0).value(i)),
                    children.get(1).value(i));
        }
        return Collections.unmodifiableMap(values);
    }

    private List<@Nullable Object> elements(Range range) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = range.start(); i < range.end(); i++) {
            values.add(children.get(0).value(i));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    public void putNull() {
        put(null);
        if (type instanceof StructType || isVariant()) {
            children.forEach(RecordingSink::putNull);
        }
    }

    @Override
    public void putBoolean(boolean value) {
        require(type instanceof BooleanType, "boolean", type);
        put(value);
    }

    @Override
    public void putInt(int value) {
        boolean isShorter = type instanceof ShortType || type instanceof ByteType;
        require(type instanceof IntegerType || type instanceof DateType || isShorter, "int", type);
        put(value);
    }

    @Override
    public void putLong(long value) {
        boolean isTime = type instanceof TimestampType
                || type instanceof TimestampNTZType
                || type instanceof DayTimeIntervalType;
        require(type instanceof LongType || isTime, "long", type);
        put(value);
    }

    @Override
    public void putFloat(float value) {
        require(type instanceof FloatType, "float", type);
        put(value);
    }

    @Override
    public void putDouble(double value) {
        require(type instanceof DoubleType, "double", type);
        put(value);
    }

    @Override
    public void putBytes(byte[] source, int position, int length) {
        require(type instanceof StringType || type instanceof BinaryType, "bytes", type);
        byte[] value = Arrays.copyOfRange(source, position, position + length);
        put(type instanceof StringType ? new String(value, StandardCharsets.UTF_8) : ByteBuffer.wrap(value));
    }

    @Override
    public void putUnscaled(byte[] source, int position, int length) throws PayloadException {
        require(type instanceof DecimalType, "decimal", type);
        DecimalType decimal = (DecimalType) type;
        BigDecimal value = new BigDecimal(new BigInteger(source, position, length), decimal.scale());
        if (value.precision() > decimal.precision()) {
            throw new PayloadException("does not fit " + decimal);
        }
        put(value);
    }

    @Override
    public void putStruct() {
        require(type instanceof StructType || isVariant(), "struct", type);
        put(STRUCT);
    }

    @Override
    public void beginCollection() {
        require(type instanceof ArrayType || type instanceof MapType, "collection", type);
        require(collectionStart < 0, "one collection at a time", type);
        collectionStart = children.get(0).count();
    }

    @Override
    public void endCollection() {
        require(collectionStart >= 0, "a collection that began", type);
        put(new Range(collectionStart, children.get(0).count()));
        collectionStart = -1;
    }

    @Override
    public ValueSink child(int index) {
        return children.get(index);
    }

    private void put(@Nullable Object value) {
        require(slots.size() < MOST_SLOTS, "a bounded number of values", slots.size());
        slots.add(value);
    }

    private static void require(boolean condition, String wanted, Object found) {
        if (!condition) {
            throw new IllegalStateException("wanted " + wanted + ", found " + found);
        }
    }
}
