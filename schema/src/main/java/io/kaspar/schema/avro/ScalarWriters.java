package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.ValueSource;
import io.kaspar.schema.program.Utf8Check;
import io.kaspar.schema.program.UuidText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** Writers of values without parts; no place they are asked for is null. */
final class ScalarWriters {
    private static final long MICROS_PER_MILLI = 1_000;

    private ScalarWriters() {}

    /**
     * @param column the type that {@link ScalarMapping} has for the schema
     * @param path where the value stands, for messages
     */
    static ValueWriter of(Schema schema, DataType column, String path) {
        return switch (schema.getType()) {
            case BOOLEAN -> (source, place, out) -> out.put(source.booleanAt(place) ? 1 : 0);
            case INT -> (source, place, out) -> out.putZigzag(source.intAt(place));
            case LONG -> ofLong(schema);
            case FLOAT ->
                (source, place, out) -> out.putIntLittleEndian(Float.floatToRawIntBits(source.floatAt(place)));
            case DOUBLE ->
                (source, place, out) -> out.putLongLittleEndian(Double.doubleToRawLongBits(source.doubleAt(place)));
            case STRING -> (source, place, out) -> putText(source.bytesAt(place), out, path);
            case ENUM -> ofEnum(schema.getEnumSymbols(), path);
            case BYTES -> ofBytes(schema, column, path);
            case FIXED -> ofFixed(schema, column, path);
            case NULL, RECORD, ARRAY, MAP, UNION -> throw new IllegalArgumentException("has parts: " + schema);
        };
    }

    /** A whole payload of bytes, whose end is the payload's. */
    static ValueWriter ofWholePayload(Schema bytes, DataType column, String path) {
        if (LogicalTypeName.decimal(bytes) == null || column.equals(DataTypes.BinaryType)) {
            return (source, place, out) -> out.put(source.bytesAt(place));
        }
        Unscaled unscaled = unscaled(bytes, column, path);
        return (source, place, out) -> out.put(unscaled.of(source, place).toByteArray());
    }

    private static ValueWriter ofLong(Schema schema) {
        return switch (LogicalTypeName.of(schema)) {
            // Towards the past, as decoding goes from finer units to coarser ones.
            case "timestamp-millis", "local-timestamp-millis" ->
                (source, place, out) -> out.putZigzag(Math.floorDiv(source.longAt(place), MICROS_PER_MILLI));
            default -> (source, place, out) -> out.putZigzag(source.longAt(place));
        };
    }

    private static ValueWriter ofEnum(List<String> symbols, String path) {
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            indexes.put(symbols.get(i), i);
        }
        return (source, place, out) -> {
            Integer index = indexes.get(new String(source.bytesAt(place), StandardCharsets.UTF_8));
            if (index == null) {
                throw new PayloadException(path + ": the value is none of the enum's " + symbols.size() + " symbols");
            }
            out.putZigzag(index);
        };
    }

    private static ValueWriter ofBytes(Schema schema, DataType column, String path) {
        if (LogicalTypeName.decimal(schema) == null || column.equals(DataTypes.BinaryType)) {
            return (source, place, out) -> putWithLength(source.bytesAt(place), out);
        }
        Unscaled unscaled = unscaled(schema, column, path);
        return (source, place, out) -> putWithLength(unscaled.of(source, place).toByteArray(), out);
    }

    private static ValueWriter ofFixed(Schema schema, DataType column, String path) {
        int size = schema.getFixedSize();
        if (ScalarMapping.isUuid(schema)) {
            return (source, place, out) -> putUuid(source.bytesAt(place), out, path);
        }
        if (LogicalTypeName.decimal(schema) == null || column.equals(DataTypes.BinaryType)) {
            return (source, place, out) -> {
                byte[] bytes = source.bytesAt(place);
                if (bytes.length != size) {
                    throw new PayloadException(
                            path + ": " + bytes.length + " bytes where the schema has a fixed of " + size);
                }
                out.put(bytes);
            };
        }
        Unscaled unscaled = unscaled(schema, column, path);
        return (source, place, out) -> {
            byte[] shortest = unscaled.of(source, place).toByteArray();
            if (shortest.length > size) {
                throw new PayloadException(path + ": the decimal takes " + shortest.length
                        + " bytes where the schema has a fixed of " + size);
            }
            int sign = shortest[0] < 0 ? -1 : 0;
            for (int i = shortest.length; i < size; i++) {
                out.put(sign);
            }
            out.put(shortest);
        };
    }

    /** Text, which readers take for UTF-8 without a look. */
    static void putText(byte[] text, PayloadOutput out, String path) throws PayloadException {
        putWithLength(Utf8Check.require(text, path + ": the text"), out);
    }

    private static void putWithLength(byte[] bytes, PayloadOutput out) {
        out.putZigzag(bytes.length);
        out.put(bytes);
    }

    private static void putUuid(byte[] utf8, PayloadOutput out, String path) throws PayloadException {
        if (!UuidText.isUuid(utf8, 0, utf8.length)) {
            throw new PayloadException(path + ": the text is no UUID");
        }
        String digits = new String(utf8, StandardCharsets.US_ASCII).replace("-", "");
        for (int i = 0; i < digits.length(); i += 2) {
            out.put(Integer.parseInt(digits, i, i + 2, 16));
        }
    }

    /** Gives a decimal's unscaled value. */
    @FunctionalInterface
    private interface Unscaled {
        BigInteger of(ValueSource source, int place) throws PayloadException;
    }

    private static Unscaled unscaled(Schema schema, DataType column, String path) {
        LogicalTypes.Decimal decimal = Objects.requireNonNull(LogicalTypeName.decimal(schema));
        if (column instanceof DecimalType type) {
            return (source, place) ->
                    source.decimalAt(place, type.precision(), type.scale()).unscaledValue();
        }
        return (source, place) -> ofText(source.bytesAt(place), decimal, path);
    }

    private static BigInteger ofText(byte[] utf8, LogicalTypes.Decimal decimal, String path) throws PayloadException {
        if (utf8.length > ScalarMapping.MAX_TEXT_PRECISION * 2) {
            throw new PayloadException(path + ": the text is longer than the schema's decimals are");
        }
        try {
            BigDecimal value = new BigDecimal(new String(utf8, StandardCharsets.UTF_8));
            // A large exponent is seen before digits are made of it.
            if ((long) value.precision() - value.scale() <= decimal.getPrecision() - (long) decimal.getScale()) {
                BigDecimal scaled = value.setScale(decimal.getScale());
                if (scaled.precision() <= decimal.getPrecision()) {
                    return scaled.unscaledValue();
                }
            }
        } catch (ArithmeticException e) {
            throw new PayloadException(
                    path + ": the text has more than the schema's " + decimal.getScale() + " decimals");
        } catch (NumberFormatException e) {
            throw new PayloadException(path + ": the text is no decimal number");
        }
        throw new PayloadException(
                path + ": the text has more than the schema's " + decimal.getPrecision() + " digits");
    }
}
