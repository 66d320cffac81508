package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.model.EnumType;
import io.kaspar.schema.protobuf.model.ProtoField;
import io.kaspar.schema.protobuf.model.ProtoField.FieldType;
import io.kaspar.schema.protobuf.model.ProtoField.Presence;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** What stands for fields that a payload does not have. */
final class AbsentSteps {
    static final Step NULL = (cursor, sink) -> sink.putNull();
    /** For elements of arrays. */
    static final Step NOTHING = (cursor, sink) -> {};

    private static final Step EMPTY_COLLECTION = (cursor, sink) -> {
        sink.beginCollection();
        sink.endCollection();
    };

    private AbsentSteps() {}

    /** For a field of the table's message. */
    static Step of(ProtoField field) throws SchemaException {
        if (field.isRepeated() || field.isMap()) {
            return EMPTY_COLLECTION;
        }
        if (field.defaultText().isPresent()) {
            return ofText(field.type(), field.defaultText().get(), field.name());
        }
        return field.presence() == Presence.IMPLICIT ? ofType(field.type()) : NULL;
    }

    /** A type's own default: zero, no characters, the first symbol; null for messages. */
    static Step ofType(FieldType type) {
        return switch (type.kind()) {
            case INT32, SINT32, SFIXED32 -> (cursor, sink) -> sink.putInt(0);
            case UINT32, FIXED32, INT64, SINT64, SFIXED64 -> (cursor, sink) -> sink.putLong(0);
            case UINT64, FIXED64 -> unsigned(BigInteger.ZERO);
            case FLOAT -> (cursor, sink) -> sink.putFloat(0);
            case DOUBLE -> (cursor, sink) -> sink.putDouble(0);
            case BOOL -> (cursor, sink) -> sink.putBoolean(false);
            case STRING, BYTES -> bytes(new byte[0]);
            case ENUM -> symbol(type.enumeration().orElseThrow());
            case MESSAGE, GROUP -> NULL;
        };
    }

    private static Step symbol(EnumType enumeration) {
        return bytes(Objects.requireNonNull(enumeration.symbols().get(enumeration.defaultNumber()))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Step ofText(FieldType type, String text, String fieldName) throws SchemaException {
        try {
            return switch (type.kind()) {
                case INT32, SINT32, SFIXED32 -> {
                    int value = integer(text).intValueExact();
                    yield (cursor, sink) -> sink.putInt(value);
                }
                case UINT32, FIXED32, INT64, SINT64, SFIXED64 -> {
                    long value = integer(text).longValueExact();
                    yield (cursor, sink) -> sink.putLong(value);
                }
                case UINT64, FIXED64 -> unsigned(integer(text));
                case FLOAT -> {
                    float value = (float) number(text);
                    yield (cursor, sink) -> sink.putFloat(value);
                }
                case DOUBLE -> {
                    double value = number(text);
                    yield (cursor, sink) -> sink.putDouble(value);
                }
                case BOOL -> {
                    boolean value = Boolean.parseBoolean(text);
                    yield (cursor, sink) -> sink.putBoolean(value);
                }
                case STRING, ENUM -> bytes(text.getBytes(StandardCharsets.UTF_8));
                case BYTES -> bytes(text.getBytes(StandardCharsets.ISO_8859_1));
                case MESSAGE, GROUP -> NULL;
            };
        } catch (NumberFormatException | ArithmeticException e) {
            throw new SchemaException("field " + fieldName + " has a default that is no " + type, e);
        }
    }

    /** Decimal, or with 0x hexadecimal. */
    private static BigInteger integer(String text) {
        String digits = text.toLowerCase(Locale.ROOT);
        boolean isNegative = digits.startsWith("-");
        String magnitude = isNegative ? digits.substring(1) : digits;
        BigInteger value =
                magnitude.startsWith("0x") ? new BigInteger(magnitude.substring(2), 16) : new BigInteger(magnitude);
        return isNegative ? value.negate() : value;
    }

    private static double number(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static Step unsigned(BigInteger value) {
        byte[] unscaled = value.toByteArray();
        return (cursor, sink) -> sink.putUnscaled(unscaled, 0, unscaled.length);
    }

    private static Step bytes(byte[] value) {
        return (cursor, sink) -> sink.putBytes(value, 0, value.length);
    }
}
