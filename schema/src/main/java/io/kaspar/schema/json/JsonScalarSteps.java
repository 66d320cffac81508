package io.kaspar.schema.json;

import io.kaspar.schema.json.IntegerStep.Target;
import io.kaspar.schema.json.TimeStep.Kind;
import io.kaspar.schema.json.shape.ScalarShape;
import io.kaspar.schema.program.Step;
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

/** The steps of values without parts. */
final class JsonScalarSteps {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private JsonScalarSteps() {}

    static Step of(ScalarShape shape) {
        DataType type = shape.dataType();
        return switch (shape.encoding()) {
            case FROM_JSON -> isTime(type) ? timeOrSeconds(type) : plain(type, false);
            case STRICT -> isTime(type) ? strictTime(type) : plain(type, true);
            case EPOCH_DAYS -> integer(Integer.MIN_VALUE, Integer.MAX_VALUE, 1, true, Target.INT, "DATE");
            case YEAR_MONTH_DAY -> new DatePartsStep();
            case EPOCH_MILLIS ->
                integer(Long.MIN_VALUE, Long.MAX_VALUE, MICROS_PER_MILLI, true, Target.LONG, type.sql());
            case UNSCALED_BASE64 -> new UnscaledStep((DecimalType) type);
        };
    }

    private static boolean isTime(DataType type) {
        return type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType;
    }

    private static Step timeOrSeconds(DataType type) {
        if (type instanceof TimestampType) {
            Step seconds = integer(Long.MIN_VALUE, Long.MAX_VALUE, MICROS_PER_SECOND, false, Target.LONG, type.sql());
            return new TimeStep(Kind.TIMESTAMP, seconds);
        }
        return localTime(type);
    }

    private static Step strictTime(DataType type) {
        return type instanceof TimestampType
                ? new TimeStep(Kind.ZONED_TIMESTAMP, TimeStep.refusing(Kind.ZONED_TIMESTAMP))
                : localTime(type);
    }

    private static Step localTime(DataType type) {
        Kind kind = type instanceof DateType ? Kind.DATE : Kind.LOCAL_TIMESTAMP;
        return new TimeStep(kind, TimeStep.refusing(kind));
    }

    private static Step plain(DataType type, boolean isStrict) {
        if (type instanceof BooleanType) {
            return new BooleanStep();
        }
        if (type instanceof StringType) {
            return new StringStep(isStrict ? StringStep::refuse : new TextStep(TokenTexts.ANEW));
        }
        if (type instanceof BinaryType) {
            return new BinaryStep();
        }
        return number(type, isStrict);
    }

    private static Step number(DataType type, boolean isStrict) {
        String name = type.sql();
        if (type instanceof ByteType) {
            return integer(Byte.MIN_VALUE, Byte.MAX_VALUE, 1, isStrict, Target.INT, name);
        }
        if (type instanceof ShortType) {
            return integer(Short.MIN_VALUE, Short.MAX_VALUE, 1, isStrict, Target.INT, name);
        }
        if (type instanceof IntegerType) {
            return integer(Integer.MIN_VALUE, Integer.MAX_VALUE, 1, isStrict, Target.INT, name);
        }
        if (type instanceof LongType) {
            return integer(Long.MIN_VALUE, Long.MAX_VALUE, 1, isStrict, Target.LONG, name);
        }
        if (type instanceof FloatType) {
            return new FloatingStep(FloatingStep.Width.FLOAT, !isStrict, name);
        }
        if (type instanceof DoubleType) {
            return new FloatingStep(FloatingStep.Width.DOUBLE, !isStrict, name);
        }
        if (type instanceof DecimalType decimal) {
            return new DecimalStep(decimal, !isStrict);
        }
        throw new IllegalArgumentException("no scalar of JSON: " + name);
    }

    private static Step integer(
            long least, long most, long unit, boolean takesFractions, Target target, String columnType) {
        return new IntegerStep(least, most, unit, takesFractions, target, columnType);
    }
}
