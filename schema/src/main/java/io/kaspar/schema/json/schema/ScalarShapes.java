package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.PayloadOptions.WideDecimals;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.json.shape.JsonShape;
import io.kaspar.schema.json.shape.ScalarEncoding;
import io.kaspar.schema.json.shape.ScalarShape;
import io.kaspar.schema.json.shape.TextShape;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What schemas of numbers and strings are as columns. */
final class ScalarShapes {
    private static final String CONNECT = "org.apache.kafka.connect.data.";
    static final String DECIMAL = CONNECT + "Decimal";
    static final String SCALE = "scale";
    static final String PRECISION = "connect.decimal.precision";
    private static final String DATE = CONNECT + "Date";
    private static final String TIME = CONNECT + "Time";
    private static final String TIMESTAMP = CONNECT + "Timestamp";
    private static final int MAX_DIGITS = 38;

    private final WideDecimals wideDecimals;

    ScalarShapes(WideDecimals wideDecimals) {
        this.wideDecimals = wideDecimals;
    }

    /** @param schema of numbers, integers perhaps */
    MappedValue number(MergedSchema schema) throws SchemaException {
        if (schema.title().equals(DATE)) {
            return of(DataTypes.DateType, ScalarEncoding.EPOCH_DAYS);
        }
        if (schema.title().equals(TIMESTAMP) || schema.hasFormat("utc-millisec")) {
            return of(DataTypes.TimestampType, ScalarEncoding.EPOCH_MILLIS);
        }
        if (schema.title().equals(TIME)) {
            return strict(DataTypes.IntegerType).withLogicalType("time-millis");
        }
        if (isDecimal(schema)) {
            return decimal(schema, ScalarEncoding.STRICT, new TextShape());
        }
        return strict(
                schema.kinds().contains(JsonKind.FRACTION)
                        ? connectNumber(schema, DataTypes.DoubleType)
                        : integer(schema));
    }

    private static DataType integer(MergedSchema schema) {
        Optional<Integer> digits = schema.bounds().digitsBeyondLong();
        DataType byBounds = schema.bounds().fitInt() ? DataTypes.IntegerType : DataTypes.LongType;
        return connectNumber(schema, digits.isPresent() ? DataTypes.createDecimalType(digits.get(), 0) : byBounds);
    }

    private static DataType connectNumber(MergedSchema schema, DataType other) {
        if (schema.hasConnectType("int8")) {
            return DataTypes.ByteType;
        }
        if (schema.hasConnectType("int16")) {
            return DataTypes.ShortType;
        }
        if (schema.hasConnectType("int32")) {
            return DataTypes.IntegerType;
        }
        if (schema.hasConnectType("int64")) {
            return DataTypes.LongType;
        }
        if (schema.hasConnectType("float32")) {
            return DataTypes.FloatType;
        }
        return schema.hasConnectType("float64") ? DataTypes.DoubleType : other;
    }

    /** @param schema of strings */
    MappedValue string(MergedSchema schema) throws SchemaException {
        if (schema.title().equals(DECIMAL)) {
            return decimal(
                    schema,
                    ScalarEncoding.UNSCALED_BASE64,
                    new ScalarShape(DataTypes.BinaryType, ScalarEncoding.STRICT));
        }
        if (schema.hasConnectType("bytes")) {
            return strict(DataTypes.BinaryType);
        }
        if (schema.hasFormat("date-time")) {
            return strict(DataTypes.TimestampType);
        }
        if (schema.hasFormat("date")) {
            return strict(DataTypes.DateType);
        }
        return strict(DataTypes.StringType).withSymbols(schema.symbols());
    }

    private static boolean isDecimal(MergedSchema schema) {
        return schema.title().equals(DECIMAL)
                || (schema.hasConnectType("bytes")
                        && !schema.connectParameter(SCALE).isEmpty());
    }

    private MappedValue decimal(MergedSchema schema, ScalarEncoding encoding, JsonShape otherwise)
            throws SchemaException {
        int scale = digits(schema, SCALE, 0);
        int precision = digits(schema, PRECISION, MAX_DIGITS);
        if (scale >= 0 && scale <= precision && precision >= 1 && precision <= MAX_DIGITS) {
            return of(DataTypes.createDecimalType(precision, scale), encoding);
        }
        if (wideDecimals == WideDecimals.FAIL) {
            throw new SchemaException("the schema at " + schema.whole() + " is a decimal of " + precision + " digits, "
                    + scale + " of them behind the point; " + MAX_DIGITS
                    + " digits are the most that Spark has; wide-decimals=string reads it as text or bytes");
        }
        return MappedValue.of(otherwise).withLogicalType("decimal");
    }

    private static int digits(MergedSchema schema, String parameter, int otherwise) throws SchemaException {
        String text = schema.connectParameter(parameter);
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new SchemaException(
                    "the schema at " + schema.whole() + " has a " + parameter + " that is no number", e);
        }
    }

    private static MappedValue strict(DataType type) {
        return of(type, ScalarEncoding.STRICT);
    }

    private static MappedValue of(DataType type, ScalarEncoding encoding) {
        return MappedValue.of(new ScalarShape(type, encoding));
    }
}
