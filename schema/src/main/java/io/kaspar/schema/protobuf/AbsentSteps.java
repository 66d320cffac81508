package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.model.EnumType;
import io.kaspar.schema.protobuf.model.ProtoField;
import io.kaspar.schema.protobuf.model.ProtoField.FieldType;
import io.kaspar.schema.protobuf.model.ProtoField.Presence;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/** What stands for fields that a payload does not have. */
final class AbsentSteps {
    static final Step NULL = new Put("putNull()", ValueSink::putNull);

    /** For elements of arrays. */
    static final Step NOTHING = new Step() {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) {}

        @Override
        public String source(DecoderSource decoder, String sink) {
            return "";
        }
    };

    private static final Step EMPTY_COLLECTION = new Step() {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) {
            sink.beginCollection();
            sink.endCollection();
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return sink + ".beginCollection();\n" + sink + ".endCollection();\n";
        }
    };

    private AbsentSteps() {}

    /** One call of a sink, always the same. */
    private record Put(String call, Consumer<ValueSink> put) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) {
            put.accept(sink);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return sink + "." + call + ";\n";
        }
    }

    /** One text, always the same. */
    static final class Text implements Step {
        private final byte[][] symbols;
        private final int index;

        private Text(byte[] text) {
            this(new byte[][] {text}, 0);
        }

        private Text(byte[][] symbols, int index) {
            this.symbols = symbols;
            this.index = index;
        }

        /** The same text as one of some that are put into the same column: so the sink keeps one copy of all. */
        Text among(byte[][] others) {
            for (int i = 0; i < others.length; i++) {
                if (Arrays.equals(others[i], symbols[index])) {
                    return new Text(others, i);
                }
            }
            return this;
        }

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) {
            sink.putSymbol(symbols, index);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return sink + ".putSymbol(" + decoder.constant(byte[][].class, symbols) + ", " + index + ");\n";
        }
    }

    /** For a field of the table's message that the writer's does not have. */
    static Step ofUndeclared(ProtoField field) throws SchemaException {
        return field.presence() == Presence.IMPLICIT_WHERE_DECLARED ? NULL : of(field);
    }

    /** For a field of the table's message. */
    static Step of(ProtoField field) throws SchemaException {
        if (field.isRepeated() || field.isMap()) {
            return EMPTY_COLLECTION;
        }
        if (field.defaultText().isPresent()) {
            return ofText(field.type(), field.defaultText().get(), field.name());
        }
        return switch (field.presence()) {
            case IMPLICIT, IMPLICIT_WHERE_DECLARED -> ofType(field.type());
            case EXPLICIT, REQUIRED -> NULL;
        };
    }

    /** A type's own default: zero, no characters, the first symbol; null for messages. */
    static Step ofType(FieldType type) {
        return switch (type.kind()) {
            case INT32, SINT32, SFIXED32 -> new Put("putInt(0)", sink -> sink.putInt(0));
            case UINT32, FIXED32, INT64, SINT64, SFIXED64 -> new Put("putLong(0L)", sink -> sink.putLong(0));
            case UINT64, FIXED64 -> unsigned(BigInteger.ZERO);
            case FLOAT -> new Put("putFloat(0f)", sink -> sink.putFloat(0));
            case DOUBLE -> new Put("putDouble(0d)", sink -> sink.putDouble(0));
            case BOOL -> new Put("putBoolean(false)", sink -> sink.putBoolean(false));
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
                    yield new Put("putInt(" + value + ")", sink -> sink.putInt(value));
                }
                case UINT32, FIXED32, INT64, SINT64, SFIXED64 -> {
                    long value = integer(text).longValueExact();
                    yield new Put("putLong(" + value + "L)", sink -> sink.putLong(value));
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
                    yield new Put("putBoolean(" + value + ")", sink -> sink.putBoolean(value));
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
        return value.length == 0 ? new Put("putBytes(b, 0, 0)", sink -> sink.putBytes(value, 0, 0)) : new Text(value);
    }
}
