package io.kaspar.catalog.scan;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import java.io.Serializable;

/**
 * Records of one partition.
 *
 * @param offsets not empty
 * @param timestamps which of the records at these offsets; not empty
 */
record TimedRange(OffsetRange offsets, TimestampRanges timestamps) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** All records at some offsets. */
    static TimedRange all(long startOffset, long endOffset) {
        return new TimedRange(new OffsetRange(startOffset, endOffset), TimestampRanges.ALL);
    }

    TimedRange withOffsets(long startOffset, long endOffset) {
        return new TimedRange(new OffsetRange(startOffset, endOffset), timestamps);
    }
}
