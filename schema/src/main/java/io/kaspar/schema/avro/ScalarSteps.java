package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.NumberSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** Steps for values without parts whose bytes need no change of unit. */
final class ScalarSteps {
    private ScalarSteps() {}

    static final class NullStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) {
            sink.putNull();
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return sink + ".putNull();\n";
        }
    }

    static final class BooleanStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putBoolean(readBoolean(cursor));
        }

        private static boolean readBoolean(PayloadCursor cursor) throws PayloadException {
            cursor.require(1);
            byte value = cursor.bytes()[cursor.position()];
            if ((value & ~1) != 0) {
                throw cursor.malformed("a boolean is neither 0 nor 1");
            }
            cursor.advance(1);
            return value == 1;
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return "if (p >= end || (b[p] & ~1) != 0) FAIL;\n" + sink + ".putBoolean(b[p++] == 1);\n";
        }
    }

    static final class IntStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putInt(AvroNumbers.readInt(cursor));
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + AvroNumberSource.intValue(value) + sink + ".putInt(" + value + ");\n" + "}\n";
        }
    }

    static final class LongStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putLong(AvroNumbers.readLong(cursor));
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + AvroNumberSource.longValue(value) + sink + ".putLong(" + value + ");\n" + "}\n";
        }
    }

    static final class FloatStep implements Step {
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

    static final class DoubleStep implements Step {
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

    /** Strings and bytes: a length, then as many bytes. */
    static final class BytesStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            int length = AvroNumbers.readLength(cursor);
            sink.putBytes(cursor.bytes(), cursor.position(), length);
            cursor.advance(length);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String length = decoder.name("length");
            return "{\n" + AvroNumberSource.length(length) + sink + ".putBytes(b, p, " + length + ");\np += " + length
                    + ";\n}\n";
        }
    }

    /** Bytes that are all that is left. */
    static final class RestStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) {
            int length = cursor.remaining();
            sink.putBytes(cursor.bytes(), cursor.position(), length);
            cursor.advance(length);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return sink + ".putBytes(b, p, end - p);\np = end;\n";
        }
    }

    static final class FixedStep implements Step {
        private final int length;

        FixedStep(int length) {
            this.length = length;
        }

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            cursor.require(length);
            sink.putBytes(cursor.bytes(), cursor.position(), length);
            cursor.advance(length);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return NumberSource.require(length) + sink + ".putBytes(b, p, " + length + ");\np += " + length + ";\n";
        }
    }
}
