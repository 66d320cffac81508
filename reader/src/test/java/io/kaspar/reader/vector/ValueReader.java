package io.kaspar.reader.vector;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Takes values out of Spark's rows by Spark's getters, as the text that {@link #text} makes of a random value. */
final class ValueReader {
    private ValueReader() {}

    static String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof List<?> values) {
            return values.stream().map(ValueReader::text).toList().toString();
        }
        return String.valueOf(value);
    }

    static @Nullable Object read(SpecializedGetters row, int ordinal, DataType dataType) {
        if (row.isNullAt(ordinal)) {
            return null;
        }
        if (dataType instanceof BooleanType) {
            return row.getBoolean(ordinal);
        }
        if (dataType instanceof FloatType) {
            return row.getFloat(ordinal);
        }
        if (dataType instanceof DoubleType) {
            return row.getDouble(ordinal);
        }
        if (dataType instanceof StringType) {
            return row.getUTF8String(ordinal).toString();
        }
        if (dataType instanceof BinaryType) {
            return row.getBinary(ordinal);
        }
        if (dataType instanceof DecimalType type) {
            return row.getDecimal(ordinal, type.precision(), type.scale()).toJavaBigDecimal();
        }
        return readNestedOrNumber(row, ordinal, dataType);
    }

    private static Object readNestedOrNumber(SpecializedGetters row, int ordinal, DataType dataType) {
        if (dataType instanceof ArrayType array) {
            return readAll(row.getArray(ordinal), array.elementType());
        }
        if (dataType instanceof MapType map) {
            MapData data = row.getMap(ordinal);
            return List.of(readAll(data.keyArray(), map.keyType()), readAll(data.valueArray(), map.valueType()));
        }
        if (dataType instanceof StructType struct) {
            return readStruct(row.getStruct(ordinal, struct.size()), struct);
        }
        if (dataType instanceof ByteType) {
            return (long) row.getByte(ordinal);
        }
        if (dataType instanceof ShortType) {
            return (long) row.getShort(ordinal);
        }
        return dataType.defaultSize() < Long.BYTES ? (long) row.getInt(ordinal) : row.getLong(ordinal);
    }

    static List<@Nullable Object> readStruct(SpecializedGetters row, StructType struct) {
        List<@Nullable Object> fields = new ArrayList<>();
        for (int i = 0; i < struct.size(); i++) {
            fields.add(read(row, i, struct.apply(i).dataType()));
        }
        return fields;
    }

    private static List<@Nullable Object> readAll(ArrayData array, DataType elementType) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < array.numElements(); i++) {
            elements.add(read(array, i, elementType));
        }
        return elements;
    }
}
