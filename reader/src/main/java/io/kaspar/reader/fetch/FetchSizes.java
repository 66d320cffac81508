package io.kaspar.reader.fetch;

/**
 * How many bytes to ask for: little at first, because the query may want only a few rows, then more with each response; and
 * so that little more arrives than the range holds.
 */
final class FetchSizes {
    private static final int SMALLEST = 64 << 10;
    private static final double FIRST_GUESS = 1 << 10;
    private static final int FIRST = 128 << 10;
    private static final int GROWTH = 4;

    private final int largest;
    private int most;
    private double bytesPerOffset = FIRST_GUESS;

    FetchSizes(int largest) {
        this.largest = largest;
        most = Math.min(FIRST, largest);
    }

    /** Learns how many bytes some offsets took; forgets slowly, because compaction leaves stretches of almost nothing. */
    void learn(long bytes, long offsets) {
        most = (int) Math.min(largest, (long) most * GROWTH);
        if (offsets > 0) {
            bytesPerOffset = Math.max((double) bytes / offsets, bytesPerOffset / 2);
        }
    }

    /** The number of bytes to ask for; brokers send one record batch at least, however large it is. */
    int bytesFor(long offsetCount) {
        double wanted = Math.max(SMALLEST, offsetCount * bytesPerOffset * 1.1);
        return (int) Math.min(most, wanted);
    }
}
