package io.kaspar.samples;

import java.nio.ByteBuffer;

/** What registries' serializers write in front of a payload: a zero, and the schema's id in four bytes. */
final class SchemaIdPrefix {
    private static final byte MAGIC = 0;

    private SchemaIdPrefix() {}

    static byte[] of(int schemaId) {
        return ByteBuffer.allocate(Byte.BYTES + Integer.BYTES)
                .put(MAGIC)
                .putInt(schemaId)
                .array();
    }
}
