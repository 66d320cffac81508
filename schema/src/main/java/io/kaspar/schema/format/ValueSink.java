package io.kaspar.schema.format;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Receives decoded values in order: every put, struct or collection fills the next slot, and nothing is ever skipped.
 *
 * <p>A sink stands for one column, or for one field of a struct, or for the elements of a collection. A decoder puts
 * exactly one value per payload into the sink it is given. Which put methods a sink takes follows from the Spark type it
 * was made for; another one is a mistake in the decoder and throws {@link IllegalStateException}. Sinks are not
 * thread-safe, and live as long as the task.
 */
public interface ValueSink {

    /** Fills the slot with null. The children of a struct get a null each, without the caller's doing. */
    void putNull();

    void putBoolean(boolean value);

    /** For int, and for date in days since 1970-01-01. */
    void putInt(int value);

    /** For bigint, timestamp and timestamp_ntz in microseconds, time in nanoseconds of the day. */
    void putLong(long value);

    void putFloat(float value);

    void putDouble(double value);

    /**
     * For string (UTF-8) and binary.
     *
     * @param source the bytes; when it is the buffer that the payload lies in, the sink keeps a view of it, else a copy
     * @param position the first byte's place in {@code source}
     * @param length in bytes, may be 0
     */
    void putBytes(byte[] source, int position, int length);

    /**
     * For string, when it is one of a few that come again and again.
     *
     * @param symbols all of them in UTF-8; the array and its contents stay as they are, so the sink may keep copies
     * @param index the place of the one to put, which is not null
     */
    default void putSymbol(byte[] @Nullable [] symbols, int index) {
        byte[] symbol = Objects.requireNonNull(symbols[index]);
        putBytes(symbol, 0, symbol.length);
    }

    /**
     * For decimal: the unscaled value in the column's own scale, as a big-endian two's-complement number.
     *
     * @throws PayloadException when the value needs more digits than the column's precision
     */
    void putUnscaled(byte[] source, int position, int length) throws PayloadException;

    /**
     * Fills the slot with a struct, or with a variant, which is a struct of two binaries: its value and its metadata. Then each
     * child must get exactly one value.
     */
    void putStruct();

    /**
     * For a variant, and for a column that takes a part of a variant as another type: the sink casts it then, as Spark does.
     *
     * @param value its bytes, copied
     * @param length how many there are
     * @param metadata its names; the array and its contents stay as they are
     */
    default void putVariant(byte[] value, int length, byte[] metadata) {
        putStruct();
        child(0).putBytes(value, 0, length);
        child(1).putBytes(metadata, 0, metadata.length);
    }

    /** Starts an array or map in the slot; its elements are put into {@code child(0)}, a map's values into {@code child(1)}. */
    void beginCollection();

    /** Ends what {@link #beginCollection} started: it holds what was put into the children since. */
    void endCollection();

    /**
     * A struct's field, in the order of its Spark type; a variant's value (0) and metadata (1); an array's elements (0); a map's keys (0) and values (1).
     *
     * <p>The same sink answers with the same child for as long as it lives: decoders ask once and keep it.
     */
    ValueSink child(int index);
}
