package io.kaspar.catalog.plan;

/**
 * Offsets that a query asks for and that are gone.
 *
 * @param speaker who asks for them, as a message begins with it
 * @param wantedOffset the first of them
 * @param startOffset where the partition starts now
 */
public record LostOffsets(int partition, String speaker, long wantedOffset, long startOffset) {
    /** How many there are. */
    public long count() {
        return startOffset - wantedOffset;
    }
}
