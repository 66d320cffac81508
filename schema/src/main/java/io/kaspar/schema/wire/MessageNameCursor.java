package io.kaspar.schema.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the name of the Protobuf message that Apicurio's serializers write into a header, in front of the message, or both. See the
 * package's documentation. Reused; not thread-safe.
 */
public final class MessageNameCursor {
    private static final byte NAME_TAG = 0x0A;
    private static final int MAX_VARINT_BYTES = 5;
    private static final int VALUE_BITS = 0x7F;

    /** Longer than any name of a message that people write. */
    private static final int MAX_NAME_LENGTH = 1_000;

    private byte[] lastBytes = {};
    private String last = "";
    private int position;
    private int end;
    private int namePosition;
    private int nameLength;

    /**
     * The simple name of the message; null when nothing tells it.
     *
     * <p>Version 2 writes the header alone, version 3 the header and the reference in front of the message: what begins with a reference
     * to the very message that the header names has one.
     *
     * @param framing counts the reference to itself from now on
     */
    public @Nullable String read(FramingCursor framing, byte[] bytes) {
        SchemaHeaders headers = framing.headers();
        boolean isReferred = readReference(bytes, framing.payloadPosition(), framing.payloadLength());
        if (headers.messageNameLength() == SchemaHeaders.NO_HEADER) {
            if (!isReferred) {
                return null;
            }
        } else {
            int headerEnd = headers.messageNamePosition() + headers.messageNameLength();
            isReferred = isReferred
                    && Arrays.equals(
                            bytes,
                            namePosition,
                            namePosition + nameLength,
                            bytes,
                            headers.messageNamePosition(),
                            headerEnd);
            namePosition = headers.messageNamePosition();
            nameLength = headers.messageNameLength();
        }
        if (isReferred) {
            framing.passMark(end);
        }
        return name(bytes);
    }

    /** A message of one field of text, with its length in front. */
    private boolean readReference(byte[] bytes, int from, int maxLength) {
        position = from;
        end = from + maxLength;
        int length = readVarint(bytes);
        int referenceEnd = position + length;
        if (length < 2 || length > end - position || bytes[position++] != NAME_TAG) {
            return false;
        }
        nameLength = readVarint(bytes);
        namePosition = position;
        end = referenceEnd;
        return nameLength > 0 && nameLength <= MAX_NAME_LENGTH && position + nameLength == referenceEnd;
    }

    private int readVarint(byte[] bytes) {
        int value = 0;
        for (int i = 0; i < MAX_VARINT_BYTES && position < end; i++) {
            byte next = bytes[position++];
            value |= (next & VALUE_BITS) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        return -1;
    }

    private String name(byte[] bytes) {
        if (!Arrays.equals(bytes, namePosition, namePosition + nameLength, lastBytes, 0, lastBytes.length)) {
            lastBytes = Arrays.copyOfRange(bytes, namePosition, namePosition + nameLength);
            last = new String(lastBytes, StandardCharsets.UTF_8);
        }
        return last;
    }
}
