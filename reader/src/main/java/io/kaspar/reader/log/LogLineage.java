package io.kaspar.reader.log;

import java.io.Serializable;

/**
 * Names a log up to an offset, so that another copy of it can be compared with it.
 *
 * <p>A leader writes each offset once, and a follower cuts off what its leader has not before it copies from it. So two logs
 * that both hold a record of one leader epoch are equal up to the last one that both hold (KIP-101, KIP-279).
 *
 * @param leaderEpoch of the leader that told the end
 * @param recordEpoch of the last record before the end, at most the leader's own
 * @param endOffset up to where the log is meant; all before it was committed
 */
public record LogLineage(int leaderEpoch, int recordEpoch, long endOffset) implements Serializable {
    private static final int NO_EPOCH = -1;

    /** Of a log with which nothing is compared: it is the only copy there is. */
    public static final LogLineage UNCHECKED = new LogLineage(Integer.MAX_VALUE, Integer.MAX_VALUE, 0);

    /** Of a log whose leader did not tell: no other copy of it can be trusted. */
    public static final LogLineage UNKNOWN = new LogLineage(NO_EPOCH, NO_EPOCH, 0);

    public boolean isKnown() {
        return recordEpoch != NO_EPOCH;
    }

    /** Whether there is nothing to compare. */
    public boolean isUnchecked() {
        return recordEpoch == Integer.MAX_VALUE;
    }

    /** Whether this log can hold a record batch of an epoch at an offset. */
    public boolean allows(int batchEpoch, long baseOffset) {
        return !isKnown() || baseOffset >= endOffset || batchEpoch <= recordEpoch;
    }
}
