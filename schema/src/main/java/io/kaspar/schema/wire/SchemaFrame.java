package io.kaspar.schema.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** What stands in front of a payload and names its schema, as Confluent's serializers write it; the way back of {@link FramingCursor}. */
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
