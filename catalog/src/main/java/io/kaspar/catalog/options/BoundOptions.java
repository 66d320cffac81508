package io.kaspar.catalog.options;

import io.kaspar.catalog.options.OffsetBound.Earliest;
import io.kaspar.catalog.options.OffsetBound.Latest;
import io.kaspar.catalog.options.OffsetBound.Offsets;
import io.kaspar.catalog.options.OffsetBound.Timestamp;
import io.kaspar.catalog.options.OffsetBound.Timestamps;
import java.util.Locale;

/**
 * The part of the log that a query reads.
 *
 * @param latestWhenNoTimestamp a partition without a record of the starting time is read from its end, else it is an error
 */
public record BoundOptions(OffsetBound start, OffsetBound end, boolean latestWhenNoTimestamp) {
    /** Everything. */
    public static final BoundOptions ALL = new BoundOptions(new Earliest(), new Latest(), false);

    private enum Strategy {
        ERROR,
        LATEST
    }

    static BoundOptions of(OptionValues values, String topic) {
        return new BoundOptions(
                start(values, topic),
                end(values, topic),
                values.choice(BoundOption.STARTING_BY_TIMESTAMP_STRATEGY, Strategy.class) == Strategy.LATEST);
    }

    private static OffsetBound start(OptionValues values, String topic) {
        if (values.isSet(BoundOption.STARTING_TIMESTAMP)) {
            return new Timestamp(timestampMs(values, BoundOption.STARTING_TIMESTAMP));
        }
        if (values.isSet(BoundOption.STARTING_OFFSETS_BY_TIMESTAMP)) {
            return new Timestamps(
                    PartitionNumbersJson.parse(values, BoundOption.STARTING_OFFSETS_BY_TIMESTAMP, topic, 0));
        }
        return switch (values.text(BoundOption.STARTING_OFFSETS).toLowerCase(Locale.ROOT)) {
            case "earliest" -> new Earliest();
            case "latest" -> new Latest();
            default ->
                new Offsets(PartitionNumbersJson.parse(values, BoundOption.STARTING_OFFSETS, topic, Offsets.EARLIEST));
        };
    }

    private static OffsetBound end(OptionValues values, String topic) {
        if (values.isSet(BoundOption.ENDING_TIMESTAMP)) {
            return new Timestamp(timestampMs(values, BoundOption.ENDING_TIMESTAMP));
        }
        if (values.isSet(BoundOption.ENDING_OFFSETS_BY_TIMESTAMP)) {
            return new Timestamps(
                    PartitionNumbersJson.parse(values, BoundOption.ENDING_OFFSETS_BY_TIMESTAMP, topic, 0));
        }
        if (values.text(BoundOption.ENDING_OFFSETS).equalsIgnoreCase("latest")) {
            return new Latest();
        }
        return new Offsets(PartitionNumbersJson.parse(values, BoundOption.ENDING_OFFSETS, topic, Offsets.LATEST));
    }

    private static long timestampMs(OptionValues values, KasparOption option) {
        try {
            long timestampMs = Long.parseLong(values.text(option));
            if (timestampMs >= 0) {
                return timestampMs;
            }
        } catch (NumberFormatException e) {
            throw values.badValue(option);
        }
        throw values.badValue(option);
    }
}
