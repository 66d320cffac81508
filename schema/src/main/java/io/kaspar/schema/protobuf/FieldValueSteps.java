package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.model.EnumType;
import io.kaspar.schema.protobuf.model.FieldKind;
import java.math.BigInteger;
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
    }

    /** Into decimal(20,0), which holds all of 64 bits without a sign. */
    record OfUnsigned(FieldKind kind) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            long value = Integers.read(cursor, kind);
            BigInteger number = value < 0 && Integers.isUnsignedLong(kind)
                    ? new BigInteger(Long.toUnsignedString(value))
                    : BigInteger.valueOf(value);
            byte[] unscaled = number.toByteArray();
            sink.putUnscaled(unscaled, 0, unscaled.length);
        }
    }

    record OfBoolean(FieldKind kind) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putBoolean(Integers.read(cursor, kind) != 0);
        }
    }

    /** A whole number of 32 bits at most as a double, which holds them all. */
    record DoubleOfInteger(FieldKind kind) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble((double) Integers.read(cursor, kind));
        }
    }

    record OfFloat() implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putFloat(cursor.readFloat());
        }
    }

    record OfDouble() implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble(cursor.readDouble());
        }
    }

    record DoubleOfFloat() implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble(cursor.readFloat());
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
    }

    private static PayloadException tooLarge(PayloadCursor cursor, int place, String type) {
        return cursor.malformedAt(place, "a number is too large for its column, which is " + type);
    }
}
