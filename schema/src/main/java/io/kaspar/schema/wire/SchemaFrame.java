package io.kaspar.schema.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What names a payload's schema, in front of it or in a header; the way back of {@link FramingCursor}. */
public final class SchemaFrame {
    private static final List<Integer> FIRST_MESSAGE = List.of(0);

    private SchemaFrame() {}

    /** A zero byte and the schema's id. */
    public static byte[] ofId(int schemaId) {
        return ByteBuffer.allocate(FramingLayout.ID_LENGTH)
                .put(FramingLayout.MAGIC_POSITION, FramingLayout.MAGIC_ID)
                .putInt(FramingLayout.ID_POSITION, schemaId)
                .array();
    }

    /** A byte 1 and the schema's GUID. */
    public static byte[] ofGuid(UUID guid) {
        return ByteBuffer.allocate(FramingLayout.GUID_LENGTH)
                .put(FramingLayout.MAGIC_POSITION, FramingLayout.MAGIC_GUID)
                .putLong(FramingLayout.GUID_HIGH_POSITION, guid.getMostSignificantBits())
                .putLong(FramingLayout.GUID_LOW_POSITION, guid.getLeastSignificantBits())
                .array();
    }

    /** A zero byte and an id of Apicurio's, in eight bytes, as its serializers of version 2 write it. */
    public static byte[] ofApicurio(long id) {
        return ByteBuffer.allocate(FramingLayout.APICURIO_LONG_LENGTH)
                .put(FramingLayout.MAGIC_POSITION, FramingLayout.MAGIC_ID)
                .putLong(FramingLayout.ID_POSITION, id)
                .array();
    }

    /**
     * The varints behind the id that say the place of a Protobuf message in its file: how many indexes there are, and the indexes; of the first
     * message a 0 alone.
     *
     * @param messageIndexes as {@link MessageIndexCursor} reads them, at least one
     */
    public static List<Integer> varints(List<Integer> messageIndexes) {
        return messageIndexes.equals(FIRST_MESSAGE)
                ? messageIndexes
                : Stream.concat(Stream.of(messageIndexes.size()), messageIndexes.stream())
                        .toList();
    }
}
