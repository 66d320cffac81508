package io.kaspar.reader.batch;

/**
 * A record batch of format v2 in a byte array, header fields read in place.
 *
 * <p>A view: {@link #wrap} moves it to another batch. Not thread-safe.
 */
public final class RecordBatchView {
    private byte[] bytes = new byte[0];
    private int position;
    private String source = "";
    private long sourcePosition;

    /**
     * Moves the view.
     *
     * @param bytes holds the whole batch
     * @param position of its first byte in {@code bytes}
     * @param source a file, or a broker and partition, for messages
     * @param sourcePosition of the batch's first byte in the source
     */
    public void wrap(byte[] bytes, int position, String source, long sourcePosition) {
        this.bytes = bytes;
        this.position = position;
        this.source = source;
        this.sourcePosition = sourcePosition;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int position() {
        return position;
    }

    public String source() {
        return source;
    }

    public long sourcePosition() {
        return sourcePosition;
    }
}
