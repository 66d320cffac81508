package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import java.nio.charset.StandardCharsets;

/** A UUID of 16 bytes as its usual text of 36 characters. */
final class UuidStep implements Step {
    static final int UUID_BYTES = 16;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int TEXT_LENGTH = 36;

    private final byte[] text = new byte[TEXT_LENGTH];

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        cursor.require(UUID_BYTES);
        byte[] source = cursor.bytes();
        int next = 0;
        for (int i = 0; i < UUID_BYTES; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text[next++] = '-';
            }
            byte octet = source[cursor.position() + i];
            text[next++] = HEX[(octet >> 4) & 0xF];
            text[next++] = HEX[octet & 0xF];
        }
        sink.putBytes(text, 0, TEXT_LENGTH);
        cursor.advance(UUID_BYTES);
    }
}
