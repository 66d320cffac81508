package io.kaspar.reader.fetch;

/** How many bytes to ask for, so that little more arrives than the range holds. */
final class FetchSizes {
    private static final int SMALLEST = 64 << 10;
    private static final long FIRST_GUESS_PER_OFFSET = 1 << 10;

    private final int largest;
    private long bytes;
    private long offsets;

    FetchSizes(int largest) {
        this.largest = largest;
    }

    /** Learns how many bytes some offsets took. */
    void learn(long receivedBytes, long receivedOffsets) {
        bytes += receivedBytes;
        offsets += receivedOffsets;
    }

    /** The number of bytes to ask for; brokers send one record batch at least, however large it is. */
    int bytesFor(long offsetCount) {
        double perOffset = offsets == 0 ? FIRST_GUESS_PER_OFFSET : (double) bytes / offsets;
        double wanted = Math.max(SMALLEST, offsetCount * perOffset * 1.1);
        return (int) Math.min(largest, wanted);
    }
}
