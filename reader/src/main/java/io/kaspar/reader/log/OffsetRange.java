package io.kaspar.reader.log;

import java.io.Serializable;

/** Offsets of one partition, {@code startOffset} included, {@code endOffset} excluded. */
public record OffsetRange(long startOffset, long endOffset) implements Serializable {
    public OffsetRange {
        if (startOffset < 0 || endOffset < startOffset) {
            throw new IllegalArgumentException("not a range: [" + startOffset + ", " + endOffset + ")");
        }
    }

    public boolean isEmpty() {
        return startOffset == endOffset;
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
