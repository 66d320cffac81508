package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.WideDecimals;
import io.kaspar.schema.format.SchemaException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** The Spark type of values without parts. */
final class ScalarMapping {
    /** Longer decimals are binary: a few bytes of payload must not become text without limit. */
    static final int MAX_TEXT_PRECISION = 10_000;

    static final int UUID_BYTES = 16;

    private ScalarMapping() {}

    /** @param place where the type stands, for messages */
    static DataType of(Schema schema, PayloadOptions options, String place) throws SchemaException {
        return switch (schema.getType()) {
            case BOOLEAN -> DataTypes.BooleanType;
            case INT -> LogicalTypeName.of(schema).equals("date") ? DataTypes.DateType : DataTypes.IntegerType;
            case LONG -> ofLong(schema);
            case FLOAT -> DataTypes.FloatType;
            case DOUBLE -> DataTypes.DoubleType;
            case STRING, ENUM -> DataTypes.StringType;
            case BYTES -> ofBytes(schema, options, place);
            case FIXED -> isUuid(schema) ? DataTypes.StringType : ofBytes(schema, options, place);
            case NULL, RECORD, ARRAY, MAP, UNION -> throw new IllegalArgumentException("has parts: " + schema);
        };
    }

    static boolean isUuid(Schema fixed) {
        return fixed.getFixedSize() == UUID_BYTES && LogicalTypeName.of(fixed).equals("uuid");
    }

    private static DataType ofLong(Schema schema) {
        return switch (LogicalTypeName.of(schema)) {
            case "timestamp-millis", "timestamp-micros" -> DataTypes.TimestampType;
            case "local-timestamp-millis", "local-timestamp-micros" -> DataTypes.TimestampNTZType;
            default -> DataTypes.LongType;
        };
    }

    private static DataType ofBytes(Schema schema, PayloadOptions options, String place) throws SchemaException {
        LogicalTypes.Decimal decimal = LogicalTypeName.decimal(schema);
        if (decimal == null) {
            return DataTypes.BinaryType;
        }
        int precision = decimal.getPrecision();
        if (precision <= DecimalType.MAX_PRECISION()) {
            return DataTypes.createDecimalType(precision, decimal.getScale());
        }
        if (options.wideDecimals() == WideDecimals.FAIL) {
            throw new SchemaException(place + ": decimal(" + precision + "," + decimal.getScale() + ") has more than "
                    + DecimalType.MAX_PRECISION()
                    + " digits, the most of a Spark decimal; wide-decimals=string reads it as text");
        }
        return precision > MAX_TEXT_PRECISION ? DataTypes.BinaryType : DataTypes.StringType;
    }
}
