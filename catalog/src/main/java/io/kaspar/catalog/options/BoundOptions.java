package io.kaspar.catalog.options;

import io.kaspar.catalog.options.OffsetBound.Earliest;
import io.kaspar.catalog.options.OffsetBound.Group;
import io.kaspar.catalog.options.OffsetBound.Latest;
import io.kaspar.catalog.options.OffsetBound.Offsets;
import io.kaspar.catalog.options.OffsetBound.Timestamp;
import io.kaspar.catalog.options.OffsetBound.Timestamps;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The part of the log that a query reads.
 *
 * @param isStartSet whether somebody said where to start
 * @param latestWhenNoTimestamp a partition without a record of the starting time is read from its end, else it is an error
 * @param partitions which of them
 */
public record BoundOptions(
        OffsetBound start,
        OffsetBound end,
        boolean isStartSet,
        boolean latestWhenNoTimestamp,
        PartitionChoice partitions) {
    /** Everything. */
    public static final BoundOptions ALL =
            new BoundOptions(new Earliest(), new Latest(), false, false, PartitionChoice.ALL);

    private static final String GROUP = "group:";

    private enum Strategy {
        ERROR,
        LATEST
    }

    /** @param subscription the topics that are read together, of which {@code topic} is one */
    static BoundOptions of(OptionValues values, Subscription subscription, String topic) {
        PartitionChoice chosen = PartitionChoice.of(values);
        PartitionChoice assigned = subscription.partitions(topic);
        if (!chosen.equals(PartitionChoice.ALL) && !assigned.equals(PartitionChoice.ALL)) {
            throw new OptionException(
                    "options assign and partitions both say which partitions to read; set one of them");
        }
        Parser parser = new Parser(values, subscription, topic);
        return new BoundOptions(
                parser.start(),
                parser.end(),
                Stream.of(
                                BoundOption.STARTING_OFFSETS,
                                BoundOption.STARTING_TIMESTAMP,
                                BoundOption.STARTING_OFFSETS_BY_TIMESTAMP)
                        .anyMatch(values::isSet),
                values.choice(BoundOption.STARTING_BY_TIMESTAMP_STRATEGY, Strategy.class) == Strategy.LATEST,
                assigned.equals(PartitionChoice.ALL) ? chosen : assigned);
    }

    /** The same part as a stream starts with it: at the end, unless somebody says otherwise. */
    public BoundOptions ofStream() {
        return between(isStartSet ? start : new Latest(), new Latest());
    }

    /** Another part of the same partitions. */
    public BoundOptions between(OffsetBound from, OffsetBound to) {
        return new BoundOptions(from, to, isStartSet, latestWhenNoTimestamp, partitions);
    }

    private record Parser(OptionValues values, Subscription subscription, String topic) {

        private OffsetBound start() {
            if (values.isSet(BoundOption.STARTING_TIMESTAMP)) {
                return new Timestamp(timestampMs(BoundOption.STARTING_TIMESTAMP));
            }
            if (values.isSet(BoundOption.STARTING_OFFSETS_BY_TIMESTAMP)) {
                return new Timestamps(numbers(BoundOption.STARTING_OFFSETS_BY_TIMESTAMP, 0));
            }
            String text = values.text(BoundOption.STARTING_OFFSETS);
            if (text.startsWith(GROUP)) {
                return group(text.substring(GROUP.length()).strip());
            }
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "earliest" -> new Earliest();
                case "latest" -> new Latest();
                default -> new Offsets(numbers(BoundOption.STARTING_OFFSETS, Offsets.EARLIEST));
            };
        }

        private OffsetBound group(String name) {
            if (name.isEmpty()) {
                throw values.badValue(BoundOption.STARTING_OFFSETS);
            }
            return new Group(name, values.choice(BoundOption.AUTO_OFFSET_RESET, Group.Reset.class));
        }

        private OffsetBound end() {
            if (values.isSet(BoundOption.ENDING_TIMESTAMP)) {
                return new Timestamp(timestampMs(BoundOption.ENDING_TIMESTAMP));
            }
            if (values.isSet(BoundOption.ENDING_OFFSETS_BY_TIMESTAMP)) {
                return new Timestamps(numbers(BoundOption.ENDING_OFFSETS_BY_TIMESTAMP, 0));
            }
            if (values.text(BoundOption.ENDING_OFFSETS).equalsIgnoreCase("latest")) {
                return new Latest();
            }
            return new Offsets(numbers(BoundOption.ENDING_OFFSETS, Offsets.LATEST));
        }

        private long timestampMs(KasparOption option) {
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

        private Map<Integer, Long> numbers(KasparOption option, long least) {
            return PartitionNumbersJson.parse(values, option, subscription, topic, least);
        }
    }
}
