package io.kaspar.schema.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * Reads what names a payload's schema: the header, where there is one, else the payload's prefix.
 *
 * <p>Reused for each payload and makes no objects; what it tells is about the last {@code read}. Not thread-safe.
 */
public final class FramingCursor {
    /** The header length that stands for "no such header". */
    public static final int NO_HEADER = -1;

    /** What {@link #schemaId} tells when the framing holds no id. */
    public static final int NO_ID = -1;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private FramingFault fault = FramingFault.EMPTY;
    private boolean inHeader;
    private int frameLength;
    private byte magic;
    private int schemaId = NO_ID;
    private long guidHigh;
    private long guidLow;
    private int restPosition;
    private int restLength;
    private int payloadPosition;
    private int payloadLength;

    /** Reads the prefix of a payload. False when it is no framing; {@link #problem} tells why. */
    public boolean read(byte[] bytes, int position, int length) {
        inHeader = false;
        readFrame(bytes, position, length);
        payloadPosition = restPosition;
        payloadLength = restLength;
        return fault == FramingFault.NONE;
    }

    /**
     * Reads the header's value, or the prefix where there is no header.
     *
     * @param headerPosition where in {@code bytes} the value of the last header of the name starts
     * @param headerLength its length, or {@link #NO_HEADER}
     * @return false when it is no framing; {@link #problem} tells why
     */
    public boolean read(byte[] bytes, int position, int length, int headerPosition, int headerLength) {
        if (headerLength == NO_HEADER) {
            return read(bytes, position, length);
        }
        inHeader = true;
        readFrame(bytes, headerPosition, headerLength);
        payloadPosition = position;
        payloadLength = length;
        return fault == FramingFault.NONE;
    }

    /** The schema's id, or {@link #NO_ID} when the framing holds a GUID, or is none. */
    public int schemaId() {
        return schemaId;
    }

    /** Whether the framing holds a GUID, not an id. */
    public boolean hasGuid() {
        return fault == FramingFault.NONE && magic == FramingLayout.MAGIC_GUID;
    }

    /** The first eight bytes of the GUID; only when {@link #hasGuid}. */
    public long guidHigh() {
        return guidHigh;
    }

    /** The last eight bytes of the GUID; only when {@link #hasGuid}. */
    public long guidLow() {
        return guidLow;
    }

    /** The GUID as an object; only when {@link #hasGuid}. */
    public UUID guid() {
        return new UUID(guidHigh, guidLow);
    }

    /** Where the payload starts, the prefix taken off. With prefix framing Protobuf's message indexes come first. */
    public int payloadPosition() {
        return payloadPosition;
    }

    /** The length of what starts at {@link #payloadPosition}. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Where Protobuf's message indexes start: behind the id, be it in the header or in the payload. */
    public int indexesPosition() {
        return restPosition;
    }

    /** How many bytes there are from {@link #indexesPosition} to the end of the header or payload. */
    public int indexesMaxLength() {
        return restLength;
    }

    /**
     * Counts Protobuf's message indexes to the framing.
     *
     * @param endPosition behind the last one
     */
    public void passIndexes(int endPosition) {
        if (!inHeader) {
            payloadLength -= endPosition - payloadPosition;
            payloadPosition = endPosition;
        }
    }

    /**
     * Counts what stands in front of the value, wherever the schema's id is, to the framing.
     *
     * @param endPosition behind it
     */
    public void passMark(int endPosition) {
        payloadLength -= endPosition - payloadPosition;
        payloadPosition = endPosition;
    }

    /**
     * Why the last {@code read} found no framing, and what to do; without any of the payload but its first byte.
     *
     * @param formatOption the option that reads the payload without a schema, such as {@code value.format}
     */
    public String problem(String formatOption) {
        return fault.describe(inHeader ? "the schema id header" : "the payload", magic, frameLength)
                + ": not written by a registry serializer? set " + formatOption
                + "=string (or binary) to read it as it is";
    }

    private void readFrame(byte[] bytes, int position, int length) {
        frameLength = length;
        schemaId = NO_ID;
        restPosition = position;
        restLength = length;
        fault = length == 0 ? FramingFault.EMPTY : readMagic(bytes, position, length);
    }

    private FramingFault readMagic(byte[] bytes, int position, int length) {
        magic = bytes[position + FramingLayout.MAGIC_POSITION];
        if (magic == FramingLayout.MAGIC_ID) {
            return readId(bytes, position, length);
        }
        return magic == FramingLayout.MAGIC_GUID ? readGuid(bytes, position, length) : FramingFault.UNKNOWN_MAGIC;
    }

    private FramingFault readId(byte[] bytes, int position, int length) {
        if (length < FramingLayout.ID_LENGTH) {
            return FramingFault.SHORT_ID;
        }
        int id = (int) INT.get(bytes, position + FramingLayout.ID_POSITION);
        if (id < 0) {
            return FramingFault.NEGATIVE_ID;
        }
        schemaId = id;
        restPosition = position + FramingLayout.ID_LENGTH;
        restLength = length - FramingLayout.ID_LENGTH;
        return FramingFault.NONE;
    }

    private FramingFault readGuid(byte[] bytes, int position, int length) {
        if (length < FramingLayout.GUID_LENGTH) {
            return FramingFault.SHORT_GUID;
        }
        guidHigh = (long) LONG.get(bytes, position + FramingLayout.GUID_HIGH_POSITION);
        guidLow = (long) LONG.get(bytes, position + FramingLayout.GUID_LOW_POSITION);
        restPosition = position + FramingLayout.GUID_LENGTH;
        restLength = length - FramingLayout.GUID_LENGTH;
        return FramingFault.NONE;
    }
}
