package io.kaspar.catalog.plan;

/**
 * Offsets that a query asks for and that are gone.
 *
 * @param option that asks for them
 * @param wantedOffset the first of them
 * @param startOffset where the partition starts now
 */
public record LostOffsets(int partition, String option, long wantedOffset, long startOffset) {
    /** How many there are. */
    public long count() {
        return startOffset - wantedOffset;
    }
}
