package io.kaspar.reader.isolation;

/**
 * A transaction whose records in one partition were aborted.
 *
 * @param firstOffset of its first record
 * @param lastOffset of its abort marker, or {@link #UNKNOWN}: brokers do not send it
 * @param lastStableOffset of the partition when it was aborted, or {@link #UNKNOWN}
 */
public record AbortedTransaction(long producerId, long firstOffset, long lastOffset, long lastStableOffset) {
    /** Stands for an offset that the source does not tell; larger than every other. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    public AbortedTransaction {
        if (firstOffset < 0 || lastOffset < firstOffset) {
            throw new IllegalArgumentException(
                    "no transaction: first offset " + firstOffset + ", last offset " + lastOffset);
        }
    }

    /** An entry of a fetch response. */
    public static AbortedTransaction ofFetch(long producerId, long firstOffset) {
        return new AbortedTransaction(producerId, firstOffset, UNKNOWN, UNKNOWN);
    }
}
