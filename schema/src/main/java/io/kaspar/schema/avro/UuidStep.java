package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import java.nio.charset.StandardCharsets;

/** A UUID of 16 bytes as its usual text of 36 characters. */
final class UuidStep implements Step {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int TEXT_LENGTH = 36;

    private final byte[] text = new byte[TEXT_LENGTH];

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        cursor.require(ScalarMapping.UUID_BYTES);
        byte[] source = cursor.bytes();
        int next = 0;
        for (int i = 0; i < ScalarMapping.UUID_BYTES; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text[next++] = '-';
            }
            byte octet = source[cursor.position() + i];
            text[next++] = HEX[(octet >> 4) & 0xF];
            text[next++] = HEX[octet & 0xF];
        }
        sink.putBytes(text, 0, TEXT_LENGTH);
        cursor.advance(ScalarMapping.UUID_BYTES);
    }
}
