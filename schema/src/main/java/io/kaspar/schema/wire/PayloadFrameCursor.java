package io.kaspar.schema.wire;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Passes over the frame of one kind that stands in front of all payloads. Reused for each payload; what it tells is about the last {@link #read}.
 * Not thread-safe.
 */
public final class PayloadFrameCursor {
    static final byte GLUE_MAGIC = 3;
    private static final byte GLUE_UNCOMPRESSED = 0;
    private static final byte GLUE_ZLIB = 5;
    private static final int GLUE_COMPRESSION_POSITION = Byte.BYTES;
    private static final int GLUE_LENGTH = 2 * Byte.BYTES + 2 * Long.BYTES;

    private final PayloadFrame frame;
    private final boolean hasIndexes;
    private final MessageIndexCursor indexes = new MessageIndexCursor();
    private int end;
    private boolean isDeflated;

    /** @param hasMessageIndexes whether Protobuf's message indexes stand behind the frame */
    public PayloadFrameCursor(PayloadFrame frame, boolean hasMessageIndexes) {
        this.frame = frame;
        this.hasIndexes = hasMessageIndexes && frame == PayloadFrame.CONFLUENT;
    }

    /** Reads the frame of a payload. False when it has none of this kind; {@link #problem} tells why. */
    public boolean read(byte[] bytes, int position, int length) {
        isDeflated = false;
        int frameLength = length == 0 ? 0 : frameLength(bytes, position, length);
        if (frameLength > length || (frameLength == 0 && frame.isInFront())) {
            return false;
        }
        end = position + frameLength;
        if (frame == PayloadFrame.GLUE) {
            byte compression = bytes[position + GLUE_COMPRESSION_POSITION];
            isDeflated = compression == GLUE_ZLIB;
            return isDeflated || compression == GLUE_UNCOMPRESSED;
        }
        if (hasIndexes) {
            boolean isRead = indexes.read(bytes, end, length - frameLength);
            end = indexes.endPosition();
            return isRead;
        }
        return true;
    }

    /** 0 for a first byte that no frame of this kind has. */
    private int frameLength(byte[] bytes, int position, int length) {
        byte magic = bytes[position];
        return switch (frame) {
            case NONE, CONNECT, MAXWELL, OGG -> 0;
            case CONFLUENT ->
                magic == FramingLayout.MAGIC_ID
                        ? FramingLayout.ID_LENGTH
                        : magic == FramingLayout.MAGIC_GUID ? FramingLayout.GUID_LENGTH : 0;
            case APICURIO ->
                magic == FramingLayout.MAGIC_ID ? FramingLayout.apicurioLength(bytes, position, length) : 0;
            case GLUE -> magic == GLUE_MAGIC ? GLUE_LENGTH : 0;
        };
    }

    /** Where what the frame holds starts. */
    public int endPosition() {
        return end;
    }

    /** Protobuf's message indexes behind the frame, outermost first; empty where there are none. */
    public List<Integer> messageIndexes() {
        return hasIndexes
                ? IntStream.range(0, indexes.count()).mapToObj(indexes::index).toList()
                : List.of();
    }

    /** Whether what the frame holds is compressed by zlib. */
    public boolean isDeflated() {
        return isDeflated;
    }

    /**
     * Why a payload has no frame of this kind; without any of it but its first byte.
     *
     * @param what {@code value} or {@code key}
     * @param framingOption the option that says the kind
     */
    public String problem(String what, String framingOption, byte[] bytes, int position, int length) {
        String found = length == 0
                ? "is empty"
                : "has " + length + " bytes and begins with " + String.format(Locale.ROOT, "0x%02x", bytes[position]);
        return "the " + what + " " + found + ", and is no frame of " + framingOption + "=" + frame.optionValue()
                + "; set that to how the topic is written, or to none";
    }
}
