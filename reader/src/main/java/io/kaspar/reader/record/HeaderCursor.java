package io.kaspar.reader.record;

import io.kaspar.reader.bytes.MalformedBytesException;
import io.kaspar.reader.bytes.VarintCursor;

/**
 * Moves over the headers of one record. Keys are UTF-8 text and never null; values may be.
 *
 * <p>Can be moved to any record whose slice is still valid. Reused; not thread-safe.
 */
public final class HeaderCursor {
    private final VarintCursor varints = new VarintCursor();
    private int headersLeft;
    private int keyPosition;
    private int keyLength;
    private int valuePosition;
    private int valueLength;

    /**
     * Moves to before the first header.
     *
     * @param bytes the record buffer's array, as it is now
     * @param headersPosition as {@link RecordCursor#headersPosition} gave it
     * @param headerCount as {@link RecordCursor#headerCount} gave it
     */
    public void open(byte[] bytes, int headersPosition, int headerCount) {
        varints.wrap(bytes, headersPosition, bytes.length);
        headersLeft = headerCount;
    }

    /** Moves to the next header. False after the last. */
    public boolean next() {
        if (headersLeft == 0) {
            return false;
        }
        try {
            read(varints);
        } catch (MalformedBytesException e) {
            throw new IllegalStateException("the headers are not those of a record that was read", e);
        }
        headersLeft--;
        return true;
    }

    /** Reads one header; moves the varint cursor past it. */
    void read(VarintCursor from) throws MalformedBytesException {
        keyLength = from.readInt();
        keyPosition = from.position();
        from.skip(keyLength);
        valueLength = RecordCursor.readSliceLength(from);
        valuePosition = from.position();
        from.skip(Math.max(valueLength, 0));
    }

    public int keyPosition() {
        return keyPosition;
    }

    public int keyLength() {
        return keyLength;
    }

    public int valuePosition() {
        return valuePosition;
    }

    /** -1 when the value is null. */
    public int valueLength() {
        return valueLength;
    }
}
