package io.kaspar.catalog.options;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What only streams are told.
 *
 * @param ending an option that says where to stop, which streams do not; empty when none is set
 * @param own an option that only streams have; empty when none is set
 * @param maxOffsets the most that a micro-batch takes; {@link #ALL} for what there is
 * @param minOffsets how many have to wait for a micro-batch, at least 1
 * @param maxDelayMs after which a micro-batch does not wait for them, in milliseconds
 */
public record StreamOptions(
        Optional<String> ending, Optional<String> own, long maxOffsets, long minOffsets, long maxDelayMs) {
    /** No limit. */
    public static final long ALL = Long.MAX_VALUE;

    static StreamOptions of(OptionValues values) {
        long maxOffsets = values.count(StreamOption.MAX_OFFSETS_PER_TRIGGER, ALL);
        long minOffsets = values.count(StreamOption.MIN_OFFSETS_PER_TRIGGER, 1);
        if (minOffsets > maxOffsets) {
            throw new OptionException("option minOffsetsPerTrigger is " + minOffsets + ", and maxOffsetsPerTrigger is "
                    + maxOffsets + ": the most is less than the least");
        }
        return new StreamOptions(
                firstSet(
                        values,
                        BoundOption.ENDING_OFFSETS,
                        BoundOption.ENDING_TIMESTAMP,
                        BoundOption.ENDING_OFFSETS_BY_TIMESTAMP),
                firstSet(values, StreamOption.values()),
                maxOffsets,
                minOffsets,
                values.durationMs(StreamOption.MAX_TRIGGER_DELAY));
    }

    private static Optional<String> firstSet(OptionValues values, KasparOption... options) {
        return Stream.of(options)
                .filter(values::isSet)
                .map(KasparOption::optionName)
                .findFirst();
    }
}
