package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.NumberSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Steps for decimals, which are written as the bytes of their unscaled value. */
final class DecimalSteps {
    /** The unscaled value of a decimal that has no bytes. */
    private static final byte[] ZERO = {0};

    private DecimalSteps() {}

    static final class OfBytes implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            int length = AvroNumbers.readLength(cursor);
            putUnscaled(cursor, sink, length);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String length = decoder.name("length");
            return "{\n" + AvroNumberSource.length(length) + unscaledSource(decoder, sink, length) + "}\n";
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
            return NumberSource.require(length) + unscaledSource(decoder, sink, String.valueOf(length));
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
            int length = AvroNumbers.readLength(cursor);
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

    /** A decimal that is all the bytes left. */
    static final class OfRest implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            putUnscaled(cursor, sink, cursor.remaining());
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String length = decoder.name("length");
            return "{\nint " + length + " = end - p;\n" + unscaledSource(decoder, sink, length) + "}\n";
        }
    }

    /** As {@link OfRest}, with more digits than a Spark decimal has, as text. */
    static final class TextOfRest implements Step {
        private final int precision;
        private final int scale;

        TextOfRest(int precision, int scale) {
            this.precision = precision;
            this.scale = scale;
        }

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            putText(cursor, sink, cursor.remaining(), precision, scale);
        }
    }

    /** No bytes are zero: some writers leave out all leading zeros. */
    private static String unscaledSource(DecoderSource decoder, String sink, String length) {
        return """
                if (%2$s == 0) {
                %1$s.putUnscaled(%3$s, 0, %3$s.length);
                } else {
                %1$s.putUnscaled(b, p, %2$s);
                p += %2$s;
                }
                """.formatted(sink, length, decoder.constant(byte[].class, ZERO));
    }

    private static void putUnscaled(PayloadCursor cursor, ValueSink sink, int length) throws PayloadException {
        if (length == 0) {
            sink.putUnscaled(ZERO, 0, ZERO.length);
            return;
        }
        try {
            sink.putUnscaled(cursor.bytes(), cursor.position(), length);
        } catch (PayloadException e) {
            throw cursor.malformedAt(cursor.position(), "a decimal does not fit its column", e);
        }
        cursor.advance(length);
    }

    private static void putText(PayloadCursor cursor, ValueSink sink, int length, int precision, int scale)
            throws PayloadException {
        BigInteger unscaled = length == 0 ? BigInteger.ZERO : new BigInteger(cursor.bytes(), cursor.position(), length);
        // 10 takes more than 3 bits, so this many bits are surely too many digits, and cheap to see before making text.
        if (unscaled.bitLength() > 4L * precision || new BigDecimal(unscaled).precision() > precision) {
            throw cursor.malformed("a decimal has more than its schema's " + precision + " digits");
        }
        byte[] text = new BigDecimal(unscaled, scale).toPlainString().getBytes(StandardCharsets.US_ASCII);
        sink.putBytes(text, 0, text.length);
        cursor.advance(length);
    }
}
