package io.kaspar.schema.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads the window behind keys. Reused for each; what it tells is about the last {@link #read}. Not thread-safe. */
public final class WindowCursor {
    /** The last millisecond that is a timestamp in microseconds. */
    public static final long MAX_MS = Long.MAX_VALUE / 1_000;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final WindowKind kind;
    private long startMs;
    private long endMs;
    private int length;

    public WindowCursor(WindowKind kind) {
        this.kind = kind;
    }

    /** Reads the window of a key. False when the key does not end with one; {@link #problem} tells why. */
    public boolean read(byte[] bytes, int position, int length) {
        this.length = length;
        if (length < kind.length()) {
            return false;
        }
        int windowPosition = position + length - kind.length();
        if (kind.hasEnd()) {
            endMs = (long) LONG.get(bytes, windowPosition);
            startMs = (long) LONG.get(bytes, windowPosition + Long.BYTES);
            return isTime(startMs) && isTime(endMs) && startMs <= endMs;
        }
        startMs = (long) LONG.get(bytes, windowPosition);
        return isTime(startMs);
    }

    /** Kafka Streams has no window before 1970; what comes after all timestamps is text or a number of a key without window. */
    private static boolean isTime(long ms) {
        return ms >= 0 && ms <= MAX_MS;
    }

    /** The window's first millisecond since 1970, 0 to {@link #MAX_MS}. */
    public long startMs() {
        return startMs;
    }

    /** A session's last millisecond since 1970, from its start to {@link #MAX_MS}; only where {@link WindowKind#hasEnd}. */
    public long endMs() {
        return endMs;
    }

    /**
     * Why a key does not end with a window of this kind; without any of it.
     *
     * @param windowOption the option that says the kind
     */
    public String problem(String windowOption) {
        String found = length < kind.length()
                ? "has " + length + " bytes, and " + kind.length() + " of them would be its window"
                : "does not end with a window: "
                        + (isTime(startMs) && (!kind.hasEnd() || isTime(endMs))
                                ? "the session would end before it starts"
                                : "the last " + kind.length() + " bytes are no time");
        return "the key " + found + "; " + windowOption + " is " + kind.optionValue()
                + ": set it to how the topic's keys are written, or to none";
    }
}
