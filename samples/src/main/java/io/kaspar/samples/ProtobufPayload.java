package io.kaspar.samples;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a message of Protobuf, field by field in the order of their numbers. As in proto3, zero and empty texts are left out.
 * Source: Protocol Buffers documentation, "Encoding".
 */
public final class ProtobufPayload {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int TYPE_BITS = 3;
    private static final int CONTINUED = 0x80;
    private static final int PART_BITS = 7;
    private static final int FIRST_MESSAGE = 0;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Adds a number, an enum's too. */
    public ProtobufPayload integer(int field, long value) {
        if (value != 0) {
            varint((long) field << TYPE_BITS | VARINT);
            varint(value);
        }
        return this;
    }

    public ProtobufPayload text(int field, String text) {
        return text.isEmpty() ? this : element(field, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds bytes, a message, or an element of a repeated field, which count when they are empty too. */
    public ProtobufPayload element(int field, byte[] value) {
        varint((long) field << TYPE_BITS | LENGTH_DELIMITED);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void varint(long value) {
        long left = value;
        for (; (left & -CONTINUED) != 0; left >>>= PART_BITS) {
            bytes.write((int) (left | CONTINUED));
        }
        bytes.write((int) left);
    }

    /** The message alone, as it lies in another one. */
    public byte[] message() {
        return bytes.toByteArray();
    }

    /** The message with the six bytes in front that name its schema, of which it is the first message. */
    public byte[] framed(int schemaId) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        framed.writeBytes(SchemaIdPrefix.of(schemaId));
        framed.write(FIRST_MESSAGE);
        framed.writeBytes(bytes.toByteArray());
        return framed.toByteArray();
    }
}
