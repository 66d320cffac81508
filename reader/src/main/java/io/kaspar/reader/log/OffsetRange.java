package io.kaspar.reader.log;

import java.io.Serializable;

/** Offsets of one partition, {@code startOffset} included, {@code endOffset} excluded. */
public record OffsetRange(long startOffset, long endOffset) implements Serializable {
    /** The end of a range that nobody knows yet: what is written while it is read belongs to it, too. */
    public static final long OPEN_END = Long.MAX_VALUE;

    public OffsetRange {
        if (startOffset < 0 || endOffset < startOffset) {
            throw new IllegalArgumentException("not a range: [" + startOffset + ", " + endOffset + ")");
        }
    }

    public boolean isEmpty() {
        return startOffset == endOffset;
    }

    /** Whether its end is not known yet. */
    public boolean isOpen() {
        return endOffset == OPEN_END;
    }

    /** How many offsets there are; an upper bound of the records. */
    public long offsetCount() {
        return endOffset - startOffset;
    }

    @Override
    public String toString() {
        return "[" + startOffset + ", " + endOffset + ")";
    }
}
