package io.kaspar.reader.fetch;

/**
 * How many bytes to ask for: little at first, because the query may want only a few rows, then more with each response; and
 * so that little more arrives than the range holds. From a far broker more at once: while one response is read the next is on
 * its way, so that a task waits only when a response is read sooner than the next one can come.
 *
 * <p>Not thread-safe.
 */
final class FetchSizes {
    private static final int SMALLEST = 64 << 10;
    private static final double FIRST_GUESS = 1 << 10;
    private static final int FIRST = 128 << 10;
    private static final int FIRST_PER_ROUND_TRIP_MS = 128 << 10;
    private static final int GROWTH = 4;
    /** What a task reads in a millisecond when it decodes nothing. */
    private static final int READ_PER_MS = 800 << 10;

    private final int usualLargest;
    private int growths;
    private double bytesPerOffset = FIRST_GUESS;

    /** @param usualLargest what to ask for at most while the broker is near */
    FetchSizes(int usualLargest) {
        this.usualLargest = usualLargest;
    }

    /** Learns how many bytes some offsets took; forgets slowly, because compaction leaves stretches of almost nothing. */
    void learn(long bytes, long offsets) {
        growths++;
        if (offsets > 0) {
            bytesPerOffset = Math.max((double) bytes / offsets, bytesPerOffset / 2);
        }
    }

    /**
     * The number of bytes to ask for; brokers send one record batch at least, however large it is.
     *
     * @param roundTripMs how far away the broker is
     * @param mostFarBytes what there is memory for when it is far; has no effect when it is less than the usual
     */
    int bytesFor(long offsetCount, long roundTripMs, int mostFarBytes) {
        long largest = Math.max(usualLargest, Math.min(mostFarBytes, roundTripMs * READ_PER_MS));
        long most = Math.max(FIRST, roundTripMs * FIRST_PER_ROUND_TRIP_MS);
        for (int growth = 0; growth < growths && most < largest; growth++) {
            most *= GROWTH;
        }
        long wanted = Math.max(SMALLEST, (long) (offsetCount * bytesPerOffset * 1.1));
        return (int) Math.min(Math.min(most, largest), wanted);
    }
}
