package io.kaspar.schema.avro;

import io.kaspar.schema.program.Step;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** Chooses the step for a value without parts; the two schemas are known to fit, the type to be the reader's. */
final class ScalarCompiler {
    private ScalarCompiler() {}

    /** @param type the reader's, or bigint for an int and double for a float where a union makes them one column */
    static Step compile(Schema writer, Schema reader, DataType type) {
        return switch (reader.getType()) {
            case BOOLEAN -> new ScalarSteps.BooleanStep();
            case INT -> type.equals(DataTypes.LongType) ? new PromotionSteps.IntAsLong() : new ScalarSteps.IntStep();
            case LONG -> ofLong(writer, reader);
            case FLOAT -> type.equals(DataTypes.DoubleType) ? floatAsDouble(writer) : ofFloat(writer);
            case DOUBLE -> ofDouble(writer);
            case STRING -> new ScalarSteps.BytesStep();
            case BYTES -> ofBytes(reader, type);
            case FIXED -> ofFixed(reader, type);
            case NULL, ENUM, RECORD, ARRAY, MAP, UNION -> throw new IllegalArgumentException("has parts: " + reader);
        };
    }

    private static Step ofLong(Schema writer, Schema reader) {
        boolean intWritten = writer.getType() == Schema.Type.INT;
        TemporalType wanted = TemporalType.of(reader);
        if (wanted == null) {
            return intWritten ? new PromotionSteps.IntAsLong() : new ScalarSteps.LongStep();
        }
        TemporalType written = TemporalType.of(writer);
        long unit = (written == null ? wanted : written).nanosPerUnit();
        long columnUnit = wanted.columnNanosPerUnit();
        if (unit == columnUnit) {
            return intWritten ? new PromotionSteps.IntAsLong() : new ScalarSteps.LongStep();
        }
        if (unit > columnUnit) {
            long factor = unit / columnUnit;
            return intWritten ? new ScaledSteps.IntTimes(factor) : new ScaledSteps.LongTimes(factor);
        }
        // No logical type on int counts in units finer than a column's, so a long was written.
        return new ScaledSteps.LongDivided(columnUnit / unit);
    }

    private static Step ofFloat(Schema writer) {
        return switch (writer.getType()) {
            case INT -> new PromotionSteps.IntAsFloat();
            case LONG -> new PromotionSteps.LongAsFloat();
            default -> new ScalarSteps.FloatStep();
        };
    }

    private static Step floatAsDouble(Schema writer) {
        return switch (writer.getType()) {
            case INT -> new PromotionSteps.IntAsFloatAsDouble();
            case LONG -> new PromotionSteps.LongAsFloatAsDouble();
            default -> new PromotionSteps.FloatAsDouble();
        };
    }

    private static Step ofDouble(Schema writer) {
        return switch (writer.getType()) {
            case INT -> new PromotionSteps.IntAsDouble();
            case LONG -> new PromotionSteps.LongAsDouble();
            case FLOAT -> new PromotionSteps.FloatAsDouble();
            default -> new ScalarSteps.DoubleStep();
        };
    }

    private static Step ofBytes(Schema reader, DataType type) {
        LogicalTypes.Decimal decimal = LogicalTypeName.decimal(reader);
        if (decimal == null) {
            return new ScalarSteps.BytesStep();
        }
        if (type.equals(DataTypes.BinaryType)) {
            return new ScalarSteps.BytesStep();
        }
        return type instanceof DecimalType
                ? new DecimalSteps.OfBytes()
                : new DecimalSteps.TextOfBytes(decimal.getPrecision(), decimal.getScale());
    }

    /** The step for a payload that is bytes and nothing else, without their length. */
    static Step ofWholePayload(Schema reader, DataType type) {
        LogicalTypes.Decimal decimal = LogicalTypeName.decimal(reader);
        if (decimal == null || type.equals(DataTypes.BinaryType)) {
            return new ScalarSteps.RestStep();
        }
        return type instanceof DecimalType
                ? new DecimalSteps.OfRest()
                : new DecimalSteps.TextOfRest(decimal.getPrecision(), decimal.getScale());
    }

    private static Step ofFixed(Schema reader, DataType type) {
        int length = reader.getFixedSize();
        LogicalTypes.Decimal decimal = LogicalTypeName.decimal(reader);
        if (decimal == null) {
            return ScalarMapping.isUuid(reader) ? new UuidStep() : new ScalarSteps.FixedStep(length);
        }
        if (type.equals(DataTypes.BinaryType)) {
            return new ScalarSteps.FixedStep(length);
        }
        return type instanceof DecimalType
                ? new DecimalSteps.OfFixed(length)
                : new DecimalSteps.TextOfFixed(length, decimal.getPrecision(), decimal.getScale());
    }
}
