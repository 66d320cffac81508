package io.kaspar.reader.compression;

/**
 * The growing byte array that {@link RecordsDecompressor} appends to. The bytes before {@link #limit} are the owner's and
 * stay as they are, in the array or in the larger one that replaces it.
 */
public interface DecompressionTarget {
    /** The array now; {@link #ensureRoom} may replace it. */
    byte[] array();

    /** Where the next byte goes. */
    int limit();

    /** Makes sure that {@link #array} has at least {@code length} bytes from {@link #limit} on. */
    void ensureRoom(int length);

    /** Moves {@link #limit} behind {@code length} bytes that were written there. */
    void appended(int length);
}
