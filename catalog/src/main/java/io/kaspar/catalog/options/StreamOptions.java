package io.kaspar.catalog.options;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What only streams are told.
 *
 * @param limit an option that limits what a micro-batch or a task takes, or when it starts; empty when none is set
 * @param ending an option that says where to stop, which streams do not; empty when none is set
 * @param own an option that only streams have; empty when none is set
 * @param progressGroup the consumer group that is told how far the stream got; empty for none
 * @param maxOffsets the most that a micro-batch takes; {@link #ALL} for what there is
 * @param maxBytes the most of the logs on disk; {@link #ALL} for what there is
 * @param failsOnOtherColumns whether it fails where its checkpoint has other columns than the table
 * @param minOffsets how many have to wait for a micro-batch, at least 1
 * @param maxDelayMs after which a micro-batch does not wait for them, in milliseconds
 */
public record StreamOptions(
        Optional<String> limit,
        Optional<String> ending,
        Optional<String> own,
        Optional<String> progressGroup,
        long maxOffsets,
        long maxBytes,
        boolean failsOnOtherColumns,
        long minOffsets,
        long maxDelayMs) {
    /** No limit. */
    public static final long ALL = Long.MAX_VALUE;

    private enum SchemaChange {
        EVOLVE,
        FAIL
    }

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
                        StreamOption.MAX_OFFSETS_PER_TRIGGER,
                        StreamOption.MAX_BYTES_PER_TRIGGER,
                        StreamOption.MIN_OFFSETS_PER_TRIGGER,
                        StreamOption.MAX_TRIGGER_DELAY,
                        SplitOption.MIN_PARTITIONS,
                        SplitOption.MAX_RECORDS_PER_PARTITION),
                firstSet(
                        values,
                        BoundOption.ENDING_OFFSETS,
                        BoundOption.ENDING_TIMESTAMP,
                        BoundOption.ENDING_OFFSETS_BY_TIMESTAMP),
                firstSet(values, StreamOption.values()),
                values.find(StreamOption.PROGRESS_GROUP),
                maxOffsets,
                values.isSet(StreamOption.MAX_BYTES_PER_TRIGGER)
                        ? values.sizeBytes(StreamOption.MAX_BYTES_PER_TRIGGER)
                        : ALL,
                values.choice(StreamOption.ON_SCHEMA_CHANGE, SchemaChange.class) == SchemaChange.FAIL,
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
