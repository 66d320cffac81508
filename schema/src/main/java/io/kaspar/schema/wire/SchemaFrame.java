package io.kaspar.schema.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Makes what stands in front of a payload and names its schema, as Confluent's serializers write it; the way back of {@link FramingCursor}. */
public final class SchemaFrame {
    private static final List<Integer> FIRST_MESSAGE = List.of(0);
    private static final int MORE_FOLLOWS = 0x80;
    private static final int VALUE_BITS = 0x7F;

    private SchemaFrame() {}

    /** A zero byte and the schema's id. */
    public static byte[] ofId(int schemaId) {
        return ByteBuffer.allocate(FramingLayout.ID_LENGTH)
                .put(FramingLayout.MAGIC_POSITION, FramingLayout.MAGIC_ID)
                .putInt(FramingLayout.ID_POSITION, schemaId)
                .array();
    }

    /**
     * The same with the place of a Protobuf message in its file behind it: that of the first message is one zero byte.
     *
     * @param messageIndexes as {@link MessageIndexCursor} reads them, at least one
     */
    public static byte[] ofId(int schemaId, List<Integer> messageIndexes) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(ofId(schemaId));
        if (messageIndexes.equals(FIRST_MESSAGE)) {
            putVarint(frame, 0);
        } else {
            putVarint(frame, messageIndexes.size());
            messageIndexes.forEach(index -> putVarint(frame, index));
        }
        return frame.toByteArray();
    }

    /** In zigzag form, whose least bit is the sign. */
    private static void putVarint(ByteArrayOutputStream frame, int number) {
        int rest = number << 1;
        while ((rest & ~VALUE_BITS) != 0) {
            frame.write((rest & VALUE_BITS) | MORE_FOLLOWS);
            rest >>>= 7;
        }
        frame.write(rest);
    }
}
