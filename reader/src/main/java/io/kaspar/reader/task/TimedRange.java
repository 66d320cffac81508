package io.kaspar.reader.task;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import java.io.Serializable;

/**
 * Records of one partition.
 *
 * @param offsets where they are
 * @param timestamps which of the records at these offsets
 */
public record TimedRange(OffsetRange offsets, TimestampRanges timestamps) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** All records at some offsets. */
    public static TimedRange all(long startOffset, long endOffset) {
        return new TimedRange(new OffsetRange(startOffset, endOffset), TimestampRanges.ALL);
    }

    /** Other offsets with the same timestamps. */
    public TimedRange withOffsets(long startOffset, long endOffset) {
        return new TimedRange(new OffsetRange(startOffset, endOffset), timestamps);
    }
}
