package io.kaspar.bench.memory;

import java.util.stream.Stream;

/**
 * What a scan came to; crosses to the parent process as a line of text.
 *
 * @param peakBytes of the heap, garbage included
 * @param peakAfterCollectionBytes of the heap, just after a garbage collection
 */
record ReadFigures(long rowCount, long logBytes, long millis, long peakBytes, long peakAfterCollectionBytes) {

    String line() {
        return rowCount + " " + logBytes + " " + millis + " " + peakBytes + " " + peakAfterCollectionBytes;
    }

    /** @throws IllegalArgumentException when it is not such a line */
    static ReadFigures parse(String line) {
        if (!line.matches("[0-9]+( [0-9]+){4}")) {
            throw new IllegalArgumentException("no figures: " + line);
        }
        long[] numbers = Stream.of(line.split(" ")).mapToLong(Long::parseLong).toArray();
        return new ReadFigures(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }
}
