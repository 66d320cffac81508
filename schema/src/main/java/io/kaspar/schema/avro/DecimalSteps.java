package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Steps for decimals, which are written as the bytes of their unscaled value. */
final class DecimalSteps {
    private DecimalSteps() {}

    static final class OfBytes implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            int length = cursor.readLength();
            putUnscaled(cursor, sink, length);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String length = decoder.name("length");
            return "{\n" + NumberSource.length(length) + "if (" + length + " == 0) FAIL;\n" + sink
                    + ".putUnscaled(b, p, " + length + ");\np += " + length + ";\n}\n";
        }
    }

    static final class OfFixed implements Step {
        private final int length;

        OfFixed(int length) {
            this.length = length;
        }

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            cursor.require(length);
            putUnscaled(cursor, sink, length);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            if (length == 0) {
                return decoder.interpreted(this, sink);
            }
            return NumberSource.require(length) + sink + ".putUnscaled(b, p, " + length + ");\np += " + length + ";\n";
        }
    }

    /** Decimals with more digits than a Spark decimal has, as text. */
    static final class TextOfBytes implements Step {
        private final int precision;
        private final int scale;

        TextOfBytes(int precision, int scale) {
            this.precision = precision;
            this.scale = scale;
        }

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            int length = cursor.readLength();
            putText(cursor, sink, length, precision, scale);
        }
    }

    static final class TextOfFixed implements Step {
        private final int length;
        private final int precision;
        private final int scale;

        TextOfFixed(int length, int precision, int scale) {
            this.length = length;
            this.precision = precision;
            this.scale = scale;
        }

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            cursor.require(length);
            putText(cursor, sink, length, precision, scale);
        }
    }

    private static void putUnscaled(PayloadCursor cursor, ValueSink sink, int length) throws PayloadException {
        requireDigits(cursor, length);
        try {
            sink.putUnscaled(cursor.bytes(), cursor.position(), length);
        } catch (PayloadException e) {
            throw cursor.malformedAt(cursor.position(), "a decimal does not fit its column", e);
        }
        cursor.advance(length);
    }

    private static void putText(PayloadCursor cursor, ValueSink sink, int length, int precision, int scale)
            throws PayloadException {
        requireDigits(cursor, length);
        BigInteger unscaled = new BigInteger(cursor.bytes(), cursor.position(), length);
        // 10 takes more than 3 bits, so this many bits are surely too many digits, and cheap to see before making text.
        if (unscaled.bitLength() > 4L * precision || new BigDecimal(unscaled).precision() > precision) {
            throw cursor.malformed("a decimal has more than its schema's " + precision + " digits");
        }
        byte[] text = new BigDecimal(unscaled, scale).toPlainString().getBytes(StandardCharsets.US_ASCII);
        sink.putBytes(text, 0, text.length);
        cursor.advance(length);
    }

    private static void requireDigits(PayloadCursor cursor, int length) throws PayloadException {
        if (length == 0) {
            throw cursor.malformed("a decimal has no bytes");
        }
    }
}
