package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.model.WireType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Confluent's decimal: each value has its own scale, so it is brought to the column's, or is text. */
final class ConfluentDecimals {
    private static final int VALUE = 1;
    private static final int SCALE = 3;

    /** More digits than anybody writes, and few enough that no payload makes us work. */
    private static final int MAX_BYTES = 4_096;

    private static final int MAX_SCALE = 10_000;

    private ConfluentDecimals() {}

    /** As a number of the column's scale; a value with more digits behind the point is malformed. */
    record Scaled(int scale) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            BigDecimal value = read(cursor);
            byte[] unscaled;
            try {
                unscaled = value.setScale(scale).unscaledValue().toByteArray();
            } catch (ArithmeticException e) {
                throw cursor.malformed("a decimal has more than the " + scale + " digits behind its point that the "
                        + "schema's parameters say");
            }
            sink.putUnscaled(unscaled, 0, unscaled.length);
        }
    }

    record Text() implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            byte[] text = read(cursor).toPlainString().getBytes(StandardCharsets.UTF_8);
            sink.putBytes(text, 0, text.length);
        }
    }

    private static BigDecimal read(PayloadCursor cursor) throws PayloadException {
        int position = 0;
        int length = 0;
        int scale = 0;
        while (cursor.remaining() > 0) {
            int tag = WireBytes.readTag(cursor);
            WireType type = WireBytes.type(cursor, tag);
            int number = WireBytes.number(tag);
            if (number == VALUE && type == WireType.LENGTH_DELIMITED) {
                length = WireBytes.readLength(cursor);
                position = cursor.position();
                cursor.advance(length);
            } else if (number == SCALE && type == WireType.VARINT) {
                scale = (int) cursor.readRawLong();
            } else {
                WireBytes.skip(cursor, type, number);
            }
        }
        if (length > MAX_BYTES || Math.abs((long) scale) > MAX_SCALE) {
            throw cursor.malformed("a decimal has " + length + " bytes and scale " + scale + "; " + MAX_BYTES + " and "
                    + MAX_SCALE + " are the most that are read");
        }
        BigInteger unscaled = length == 0 ? BigInteger.ZERO : new BigInteger(cursor.bytes(), position, length);
        return new BigDecimal(unscaled, scale);
    }
}
