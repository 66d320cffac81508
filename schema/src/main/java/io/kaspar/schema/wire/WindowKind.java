package io.kaspar.schema.wire;

import java.util.Locale;

/** What Kafka Streams and ksqlDB write behind a key that belongs to a window. See the package's documentation. */
public enum WindowKind {
    /** The start of a window of fixed size. */
    TIME(Long.BYTES),
    /** The last and the first time of a session. */
    SESSION(2 * Long.BYTES),
    /** What a window store writes to its changelog: a start, and a number that tells equal keys of one window apart. */
    STORE(Long.BYTES + Integer.BYTES);

    private final int length;

    WindowKind(int length) {
        this.length = length;
    }

    /** How many bytes stand behind the key. */
    public int length() {
        return length;
    }

    /** Whether the bytes tell where the window ends. */
    public boolean hasEnd() {
        return this == SESSION;
    }

    /** The name in options: lower case. */
    public String optionValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
