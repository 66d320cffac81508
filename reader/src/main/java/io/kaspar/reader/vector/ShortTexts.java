package io.kaspar.reader.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Spark's objects for short texts, of which columns mostly have a few ones again and again: currencies, countries, states.
 *
 * <p>An object of Spark's has volatile fields, and each that is made stops the processor until all of its writes are done:
 * looking for it among those made before takes less. The first ones of each place stay, so that a column of many different
 * texts pays no more than a look.
 */
final class ShortTexts {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;
    private static final int PLACE_BITS = 6;

    private final long[] words = new long[1 << PLACE_BITS];
    private final @Nullable UTF8String[] texts = new @Nullable UTF8String[1 << PLACE_BITS];

    /** A text: one with bytes of its own when it was short and seen before, else a view of these bytes. */
    UTF8String of(byte[] bytes, int position, int length) {
        if (length == 0 || length > Long.BYTES || position > bytes.length - Long.BYTES) {
            return UTF8String.fromBytes(bytes, position, length);
        }
        long word = (long) LONG.get(bytes, position) << (Long.SIZE - length * Byte.SIZE);
        int place = (int) ((word * HASH_FACTOR) >>> (Long.SIZE - PLACE_BITS));
        UTF8String known = texts[place];
        if (known == null) {
            return keep(place, word, Arrays.copyOfRange(bytes, position, position + length));
        }
        return words[place] == word && known.numBytes() == length
                ? known
                : UTF8String.fromBytes(bytes, position, length);
    }

    private UTF8String keep(int place, long word, byte[] text) {
        UTF8String kept = UTF8String.fromBytes(text);
        words[place] = word;
        texts[place] = kept;
        return kept;
    }
}
