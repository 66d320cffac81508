package io.kaspar.samples.shop;

/**
 * How many records the growing topics get.
 *
 * @param orderCount of {@code orders}; the others are what belongs to 200,000
 */
public record SampleSize(long orderCount) {
    /** What the examples' expected results are made with. */
    public static final SampleSize STANDARD = new SampleSize(200_000);

    public SampleSize {
        if (orderCount < 1) {
            throw new IllegalArgumentException("there must be at least one order, not " + orderCount);
        }
    }
}
