package io.kaspar.schema.json.shape;

import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** How JSON writes values without parts. What is written in another way is a bad record. */
public enum ScalarEncoding {
    /**
     * What Spark's {@code from_json} takes for the type: a string from any value, written anew; doubles from {@code "NaN"};
     * decimals from text; integers from numbers without fraction or exponent; times from ISO 8601; binary from base64.
     */
    FROM_JSON,

    /**
     * JSON's own kind of value and no other: a string from a string; a number from a number, integers also from {@code 1.0}
     * and {@code 1e2}; the others as {@link #FROM_JSON}, where timestamps are written with a zone and those of
     * timestamp_ntz without one.
     */
    STRICT,

    /** A date, as a number: days since 1970-01-01. */
    EPOCH_DAYS,

    /** A date, as an array of three numbers: year, month from 1, day from 1. */
    YEAR_MONTH_DAY,

    /** A timestamp, as a number: milliseconds since 1970-01-01T00:00Z. */
    EPOCH_MILLIS,

    /** A decimal, as a string: base64 of the unscaled value in the column's scale, big-endian two's complement. */
    UNSCALED_BASE64;

    boolean gives(DataType type) {
        return switch (this) {
            case FROM_JSON, STRICT -> isScalar(type);
            case EPOCH_DAYS, YEAR_MONTH_DAY -> type instanceof DateType;
            case EPOCH_MILLIS -> type instanceof TimestampType || type instanceof TimestampNTZType;
            case UNSCALED_BASE64 -> type instanceof DecimalType;
        };
    }

    private static boolean isScalar(DataType type) {
        return isNumber(type)
                || type instanceof BooleanType
                || type instanceof StringType
                || type instanceof BinaryType
                || type instanceof DateType
                || type instanceof TimestampType
                || type instanceof TimestampNTZType;
    }

    private static boolean isNumber(DataType type) {
        return type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType
                || type instanceof FloatType
                || type instanceof DoubleType
                || type instanceof DecimalType;
    }
}
