package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.NumberSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.model.EnumType;
import io.kaspar.schema.protobuf.model.FieldKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Steps for values without parts: each reads one value of the writer's type behind its tag. */
final class FieldValueSteps {
    private FieldValueSteps() {}

    record OfInt(FieldKind kind) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            int before = cursor.position();
            long value = Integers.read(cursor, kind);
            if ((int) value != value) {
                throw tooLarge(cursor, before, "int");
            }
            sink.putInt((int) value);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            String check = Integers.isIntSized(kind) ? "" : "if ((int) %1$s != %1$s) FAIL;\n".formatted(value);
            return "{\n" + Integers.source(decoder, kind, value) + check + sink + ".putInt((int) " + value + ");\n}\n";
        }
    }

    record OfLong(FieldKind kind) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            int before = cursor.position();
            long value = Integers.read(cursor, kind);
            if (value < 0 && Integers.isUnsignedLong(kind)) {
                throw tooLarge(cursor, before, "bigint");
            }
            sink.putLong(value);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            String check = Integers.isUnsignedLong(kind) ? "if (" + value + " < 0L) FAIL;\n" : "";
            return "{\n" + Integers.source(decoder, kind, value) + check + sink + ".putLong(" + value + ");\n}\n";
        }
    }

    /** Into decimal(20,0), which holds all of 64 bits without a sign. */
    record OfUnsigned(FieldKind kind) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            long value = Integers.read(cursor, kind);
            if (Integers.isUnsignedLong(kind)) {
                ProtobufBytes.putUnsigned(sink, value);
            } else {
                ProtobufBytes.putSigned(sink, value);
            }
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            String put = Integers.isUnsignedLong(kind) ? ".putUnsigned(" : ".putSigned(";
            return "{\n" + Integers.source(decoder, kind, value) + ScanSource.BYTES + put + sink + ", " + value
                    + ");\n}\n";
        }
    }

    record OfBoolean(FieldKind kind) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putBoolean(Integers.read(cursor, kind) != 0);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + Integers.source(decoder, kind, value) + sink + ".putBoolean(" + value + " != 0L);\n}\n";
        }
    }

    /** A whole number of 32 bits at most as a double, which holds them all. */
    record DoubleOfInteger(FieldKind kind) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble((double) Integers.read(cursor, kind));
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + Integers.source(decoder, kind, value) + sink + ".putDouble((double) " + value + ");\n}\n";
        }
    }

    record OfFloat() implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putFloat(cursor.readFloat());
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return NumberSource.require(Float.BYTES) + sink + ".putFloat(PayloadBytes.floatAt(b, p));\np += "
                    + Float.BYTES + ";\n";
        }
    }

    record OfDouble() implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble(cursor.readDouble());
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return NumberSource.require(Double.BYTES) + sink + ".putDouble(PayloadBytes.doubleAt(b, p));\np += "
                    + Double.BYTES + ";\n";
        }
    }

    record DoubleOfFloat() implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble(cursor.readFloat());
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return NumberSource.require(Float.BYTES) + sink + ".putDouble(PayloadBytes.floatAt(b, p));\np += "
                    + Float.BYTES + ";\n";
        }
    }

    /** Text, or bytes: as long as the length before it says. */
    record OfBytes(boolean checksUtf8) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            int length = WireBytes.readLength(cursor);
            if (checksUtf8) {
                WireBytes.checkUtf8(cursor, length);
            }
            sink.putBytes(cursor.bytes(), cursor.position(), length);
            cursor.advance(length);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String length = decoder.name("length");
            String check = checksUtf8 ? "if (!" + ScanSource.BYTES + ".isUtf8(b, p, " + length + ")) FAIL;\n" : "";
            return "{\n" + ScanSource.length(length) + check + sink + ".putBytes(b, p, " + length + ");\np += " + length
                    + ";\n}\n";
        }
    }

    /** A number as the symbol that stands for it; numbers that the enum does not know as their digits. */
    static final class OfSymbol implements Step {
        private final FieldKind kind;
        private final byte[][] symbols;
        private final Map<Long, Integer> indexes = new HashMap<>();
        private final int[] direct;

        OfSymbol(FieldKind kind, EnumType enumeration) {
            this.kind = kind;
            Map<Integer, String> known = enumeration.symbols();
            symbols = new byte[known.size()][];
            direct = new int[known.size()];
            Arrays.fill(direct, -1);
            int index = 0;
            for (Map.Entry<Integer, String> symbol : known.entrySet()) {
                symbols[index] = symbol.getValue().getBytes(StandardCharsets.UTF_8);
                indexes.put((long) symbol.getKey(), index);
                if (symbol.getKey() >= 0 && symbol.getKey() < direct.length) {
                    direct[symbol.getKey()] = index;
                }
                index++;
            }
        }

        /** A step for a field without value, with the same symbols. */
        Step absent(Step absent) {
            return absent instanceof AbsentSteps.Text text ? text.among(symbols) : absent;
        }

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            long number = Integers.read(cursor, kind);
            if (number >= 0 && number < direct.length && direct[(int) number] >= 0) {
                sink.putSymbol(symbols, direct[(int) number]);
                return;
            }
            Integer index = indexes.get(number);
            if (index != null) {
                sink.putSymbol(symbols, index);
                return;
            }
            byte[] digits = Long.toString(number).getBytes(StandardCharsets.UTF_8);
            sink.putBytes(digits, 0, digits.length);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return """
                    {
                    int START = p;
                    READint INDEX = 0L <= VALUE && VALUE < DIRECT.length ? DIRECT[(int) VALUE] : -1;
                    if (INDEX >= 0) {
                    SINK.putSymbol(SYMBOLS, INDEX);
                    } else {
                    p = START;
                    RARE}
                    }
                    """.replace("RARE", decoder.interpreted(this, sink))
                    .replace("READ", Integers.source(decoder, kind, "VALUE"))
                    .replace("START", decoder.name("start"))
                    .replace("INDEX", decoder.name("index"))
                    .replace("VALUE", decoder.name("value"))
                    .replace("SINK", sink)
                    .replace("SYMBOLS", decoder.constant(byte[][].class, symbols))
                    .replace("DIRECT", decoder.constant(int[].class, direct));
        }
    }

    private static PayloadException tooLarge(PayloadCursor cursor, int place, String type) {
        return cursor.malformedAt(place, "a number is too large for its column, which is " + type);
    }
}
