package io.kaspar.reader.log;

import java.io.Serializable;
import java.util.OptionalLong;

/**
 * Which log is meant, so that a copy of it can be compared with it.
 *
 * <p>A leader writes each offset once, and a follower cuts off what its leader has not before it copies from it. So two logs
 * that both hold a record of one leader epoch are equal up to the last one that both hold (KIP-101, KIP-279).
 */
public sealed interface LogLineage extends Serializable {

    /** Whether this log can hold a record batch of an epoch at an offset. */
    default boolean allows(int batchEpoch, long baseOffset) {
        return true;
    }

    /** Offset behind the last record batch that is meant, as the log's leader or its copies told it; empty when nobody did. */
    default OptionalLong plannedEnd() {
        return OptionalLong.empty();
    }

    /**
     * As the log's leader told it.
     *
     * @param leaderEpoch of the leader that told the end
     * @param recordEpoch of the last record before the end, at most the leader's own
     * @param endOffset up to where the log is meant; all before it was committed
     */
    record Known(int leaderEpoch, int recordEpoch, long endOffset) implements LogLineage {

        @Override
        public boolean allows(int batchEpoch, long baseOffset) {
            return baseOffset >= endOffset || batchEpoch <= recordEpoch;
        }

        @Override
        public OptionalLong plannedEnd() {
            return OptionalLong.of(endOffset);
        }
    }

    /** Of a log whose leader did not tell: no other copy of it can be trusted. */
    record Untold() implements LogLineage {}

    /**
     * Of a log that nothing but copies are left of.
     *
     * @param endOffset where the longest of them ended when it was looked through
     */
    record Copied(long endOffset) implements LogLineage {

        @Override
        public OptionalLong plannedEnd() {
            return OptionalLong.of(endOffset);
        }
    }

    /** Of a log with which nothing is compared: what is read is the only copy there is. */
    record OnlyCopy() implements LogLineage {}
}
