package io.kaspar.reader.segment;

import java.io.IOException;

/** Binary search in the entries of an index file, which are sorted by key as far as they are used. */
final class FloorSearch {
    private FloorSearch() {}

    /**
     * The last slot whose key is at most the wanted one, -1 when there is none.
     *
     * @param keys gives {@link Long#MAX_VALUE} for slots that are not used yet
     */
    static long floor(long slotCount, long wantedKey, Keys keys) throws IOException {
        long low = 0;
        long high = slotCount - 1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            if (keys.key(middle) <= wantedKey) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    interface Keys {
        long key(long slot) throws IOException;
    }
}
