package io.kaspar.soak;

/**
 * A record as somebody read it.
 *
 * @param hash of key, value and headers
 * @param keyHash of the key
 * @param isTombstone whether its value is null
 */
record SeenRecord(long offset, int epoch, long timestampMs, long hash, long keyHash, boolean isTombstone) {

    /**
     * Whether this is the same record, read at the same place.
     *
     * @param hasEpoch whether the other one says its epoch
     */
    boolean isSame(SeenRecord other, boolean hasEpoch) {
        return equals(hasEpoch ? other : other.withEpoch(epoch));
    }

    private SeenRecord withEpoch(int known) {
        return new SeenRecord(offset, known, timestampMs, hash, keyHash, isTombstone);
    }

    @Override
    public String toString() {
        return "offset " + offset + " epoch " + epoch + " time " + timestampMs + " content " + Long.toHexString(hash)
                + " key " + Long.toHexString(keyHash) + (isTombstone ? " tombstone" : "");
    }
}
