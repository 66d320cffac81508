package io.kaspar.reader.vector;

import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.schema.variant.SparkVariant;
import io.kaspar.schema.variant.VariantExtraction;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/** Makes the vectors of one task. */
public final class ValueVectors {
    private static final int NULL_BYTES = 1;
    private static final int MOST_VALUE_BYTES = Long.BYTES;

    private final RecordBuffer records;

    /** @param records where the payloads of the task lie; strings and binaries put from there are kept as views of it */
    public ValueVectors(RecordBuffer records) {
        this.records = records;
    }

    /**
     * An empty vector, with the vectors of nested types beneath it.
     *
     * @param capacity how many values it has room for at first; it grows
     * @throws IllegalArgumentException when columns of the type cannot be read
     */
    public ValueVector vector(DataType dataType, int capacity) {
        if (dataType instanceof BooleanType) {
            return new BooleanVector(dataType, capacity);
        }
        if (isInt(dataType)) {
            return new IntVector(dataType, capacity);
        }
        if (isLong(dataType)) {
            return new LongVector(dataType, capacity);
        }
        if (dataType instanceof FloatType) {
            return new FloatVector(dataType, capacity);
        }
        if (dataType instanceof DoubleType) {
            return new DoubleVector(dataType, capacity);
        }
        if (dataType instanceof StringType || dataType instanceof BinaryType) {
            return new BytesVector(dataType, records, capacity);
        }
        if (dataType instanceof DecimalType decimalType) {
            return decimal(decimalType, capacity);
        }
        if (dataType instanceof NullType) {
            return new VoidVector(dataType, capacity);
        }
        return nested(dataType, capacity);
    }

    /** Bytes that one row takes in the vectors of a type, without what strings, binaries and collections hold. */
    public static long slotBytes(DataType dataType) {
        if (dataType instanceof StructType structType) {
            long bytes = NULL_BYTES;
            for (StructField field : structType.fields()) {
                bytes += slotBytes(field.dataType());
            }
            return bytes;
        }
        if (SparkVariant.is(dataType)) {
            return NULL_BYTES + 2L * (NULL_BYTES + MOST_VALUE_BYTES);
        }
        return NULL_BYTES + MOST_VALUE_BYTES;
    }

    private static boolean isInt(DataType dataType) {
        return dataType instanceof IntegerType
                || dataType instanceof DateType
                || dataType instanceof ShortType
                || dataType instanceof ByteType
                || dataType instanceof YearMonthIntervalType;
    }

    private static boolean isLong(DataType dataType) {
        return dataType instanceof LongType
                || dataType instanceof TimestampType
                || dataType instanceof TimestampNTZType
                || dataType instanceof DayTimeIntervalType
                // TimeType is new in Spark 4.1: asked for by name, so that this class loads on older lines.
                || dataType.typeName().startsWith("time(");
    }

    private ValueVector decimal(DecimalType dataType, int capacity) {
        return dataType.precision() <= Decimal.MAX_LONG_DIGITS()
                ? new LongDecimalVector(dataType, capacity)
                : new WideDecimalVector(dataType, records, capacity);
    }

    /** Whose values may be cast from parts of a variant, which is done when they are looked at. */
    private ValueVector field(StructField field, int capacity) {
        ValueVector values = vector(field.dataType(), capacity);
        return VariantExtraction.of(field)
                .filter(part -> !SparkVariant.is(part.dataType()))
                .<ValueVector>map(part -> new VariantPartVector(part, values, capacity))
                .orElse(values);
    }

    private ValueVector nested(DataType dataType, int capacity) {
        if (dataType instanceof StructType structType) {
            List<ValueVector> children = new ArrayList<>();
            for (StructField field : structType.fields()) {
                children.add(field(field, capacity));
            }
            return new StructVector(dataType, children, capacity);
        }
        if (dataType instanceof ArrayType arrayType) {
            return new CollectionVector(dataType, List.of(vector(arrayType.elementType(), capacity)), capacity);
        }
        if (dataType instanceof MapType mapType) {
            ValueVector keys = vector(mapType.keyType(), capacity);
            ValueVector values = vector(mapType.valueType(), capacity);
            return new CollectionVector(dataType, List.of(keys, values), capacity);
        }
        if (SparkVariant.is(dataType)) {
            ValueVector value = new BytesVector(DataTypes.BinaryType, records, capacity);
            ValueVector metadata = new BytesVector(DataTypes.BinaryType, records, capacity);
            return new StructVector(dataType, List.of(value, metadata), capacity);
        }
        throw new IllegalArgumentException("columns of type " + dataType.sql() + " cannot be read from Kafka");
    }
}
