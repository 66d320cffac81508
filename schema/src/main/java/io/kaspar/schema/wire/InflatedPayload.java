package io.kaspar.schema.wire;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A payload that was compressed by zlib. Reused for each; takes memory from the first one on; must be closed. Not thread-safe. */
public final class InflatedPayload implements AutoCloseable {
    /** What a payload may become: a thousandth of it may make all of that. */
    public static final int MAX_LENGTH = 64 << 20;

    private static final int FIRST_LENGTH = 4_096;

    private @Nullable Inflater inflater;
    private byte[] bytes = {};
    private int length;

    /** Inflates a payload. False when it is not what zlib writes, ends too early, goes on behind its end, or becomes longer than allowed. */
    public boolean read(byte[] source, int position, int sourceLength) {
        Inflater opened = inflater == null ? new Inflater() : inflater;
        inflater = opened;
        opened.reset();
        opened.setInput(source, position, sourceLength);
        length = 0;
        try {
            while (!opened.finished()) {
                if (length == bytes.length) {
                    if (length >= MAX_LENGTH) {
                        return false;
                    }
                    bytes = Arrays.copyOf(bytes, Math.min(MAX_LENGTH, Math.max(FIRST_LENGTH, 2 * length)));
                }
                int count = opened.inflate(bytes, length, bytes.length - length);
                if (count == 0 && !opened.finished()) {
                    return false;
                }
                length += count;
            }
        } catch (DataFormatException e) {
            return false;
        }
        return opened.getRemaining() == 0;
    }

    /** What was read last, up to {@link #length}. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }
}
