package io.kaspar.reader.vector;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.jspecify.annotations.Nullable;

/**
 * Spark types and values made from a seed. A value is what its type suggests in Java: a long for all that Spark keeps in a
 * long, text for strings, a list for arrays and structs, a list of keys and one of values for maps.
 */
final class RandomValues {
    private static final List<DataType> SIMPLE_TYPES = List.of(
            DataTypes.BooleanType,
            DataTypes.ByteType,
            DataTypes.ShortType,
            DataTypes.IntegerType,
            DataTypes.DateType,
            DataTypes.LongType,
            DataTypes.TimestampType,
            DataTypes.TimestampNTZType,
            new TimeType(6),
            DataTypes.createDayTimeIntervalType(),
            DataTypes.FloatType,
            DataTypes.DoubleType,
            DataTypes.StringType,
            DataTypes.BinaryType,
            DataTypes.createDecimalType(9, 2),
            DataTypes.createDecimalType(18, 0),
            DataTypes.createDecimalType(19, 3),
            DataTypes.createDecimalType(38, 10),
            DataTypes.NullType);

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    StructType rowType() {
        StructType rowType = new StructType();
        for (DataType simple : SIMPLE_TYPES) {
            rowType = rowType.add("c" + rowType.size(), simple);
        }
        for (int i = 0; i < 6; i++) {
            rowType = rowType.add("c" + rowType.size(), type(3));
        }
        return rowType;
    }

    private DataType type(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        return switch (kind) {
            case 1 -> DataTypes.createArrayType(type(depth - 1));
            case 2 -> DataTypes.createMapType(DataTypes.StringType, type(depth - 1));
            case 3 -> new StructType().add("a", type(depth - 1)).add("b", type(depth - 1));
            default -> SIMPLE_TYPES.get(random.nextInt(SIMPLE_TYPES.size()));
        };
    }

    @Nullable
    Object value(DataType dataType) {
        if (dataType instanceof NullType || random.nextInt(5) == 0) {
            return null;
        }
        return notNull(dataType);
    }

    private Object notNull(DataType dataType) {
        if (dataType instanceof BooleanType) {
            return random.nextBoolean();
        }
        if (dataType instanceof FloatType) {
            return random.nextFloat();
        }
        if (dataType instanceof DoubleType) {
            return random.nextDouble();
        }
        if (dataType instanceof StringType) {
            return text();
        }
        if (dataType instanceof BinaryType) {
            return text().getBytes(StandardCharsets.UTF_8);
        }
        if (dataType instanceof DecimalType decimal) {
            BigInteger unscaled =
                    new BigInteger(random.nextInt(128), random).mod(BigInteger.TEN.pow(decimal.precision()));
            return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale());
        }
        return nestedOrNumber(dataType);
    }

    private Object nestedOrNumber(DataType dataType) {
        if (dataType instanceof ArrayType array) {
            return values(array.elementType(), random.nextInt(4));
        }
        if (dataType instanceof MapType map) {
            int count = random.nextInt(4);
            List<@Nullable Object> keys = new ArrayList<>(
                    IntStream.range(0, count).mapToObj(i -> "key" + i).toList());
            return List.of(keys, values(map.valueType(), count));
        }
        if (dataType instanceof StructType struct) {
            List<@Nullable Object> fields = new ArrayList<>();
            for (int i = 0; i < struct.size(); i++) {
                fields.add(value(struct.apply(i).dataType()));
            }
            return fields;
        }
        return number(dataType.defaultSize());
    }

    private long number(int length) {
        return switch (length) {
            case 1 -> random.nextInt(256) - 128;
            case 2 -> random.nextInt(1 << 16) - (1 << 15);
            case 4 -> random.nextInt();
            default -> random.nextLong();
        };
    }

    private List<@Nullable Object> values(DataType dataType, int count) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(value(dataType));
        }
        return values;
    }

    private String text() {
        return "täxt ".repeat(random.nextInt(4)) + random.nextInt(1000);
    }
}
