package io.kaspar.catalog.options;

import io.kaspar.catalog.options.OffsetBound.Earliest;
import io.kaspar.catalog.options.OffsetBound.Former;
import io.kaspar.catalog.options.OffsetBound.Group;
import io.kaspar.catalog.options.OffsetBound.Latest;
import io.kaspar.catalog.options.OffsetBound.Offsets;
import io.kaspar.catalog.options.OffsetBound.Snapshot;
import io.kaspar.catalog.options.OffsetBound.Timestamp;
import io.kaspar.catalog.options.OffsetBound.Timestamps;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The part of the log that a query reads.
 *
 * @param isStartSet whether somebody said where to start
 * @param latestWhenNoTimestamp a partition without a record of the starting time is read from its end, else it is an error
 * @param partitions which of them
 * @param readsCompacted whether a former state of a topic is read that may lack records which compaction has removed since
 */
public record BoundOptions(
        OffsetBound start,
        OffsetBound end,
        boolean isStartSet,
        boolean latestWhenNoTimestamp,
        PartitionChoice partitions,
        boolean readsCompacted) {
    /** Everything. */
    public static final BoundOptions ALL =
            new BoundOptions(new Earliest(), new Latest(), false, false, PartitionChoice.ALL, false);

    private static final String GROUP = "group:";

    private static final List<BoundOption> STARTING = List.of(
            BoundOption.STARTING_OFFSETS, BoundOption.STARTING_TIMESTAMP, BoundOption.STARTING_OFFSETS_BY_TIMESTAMP);

    private static final List<BoundOption> ENDING =
            List.of(BoundOption.ENDING_OFFSETS, BoundOption.ENDING_TIMESTAMP, BoundOption.ENDING_OFFSETS_BY_TIMESTAMP);

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
                STARTING.stream().anyMatch(values::isSet),
                values.choice(BoundOption.STARTING_BY_TIMESTAMP_STRATEGY, Strategy.class) == Strategy.LATEST,
                assigned.equals(PartitionChoice.ALL) ? chosen : assigned,
                values.flag(BoundOption.AS_OF_COMPACTED));
    }

    /**
     * The same of a former state of the topic.
     *
     * @param values what these options were made of
     * @throws OptionException when they say as well which part is read
     */
    BoundOptions asOf(Former former, OptionValues values, String topic) {
        Stream.concat(STARTING.stream(), ENDING.stream())
                .filter(values::isSet)
                .findFirst()
                .ifPresent(option -> {
                    throw new OptionException("option " + option.optionName()
                            + " and AS OF both say which part of topic " + topic + " is read; leave one of them out");
                });
        if (!(former instanceof Snapshot snapshot)) {
            return between(new Earliest(), former);
        }
        if (!values.flag(BoundOption.FAIL_ON_DATA_LOSS)) {
            throw new OptionException(
                    "option failOnDataLoss=false and VERSION AS OF contradict each other: the snapshot of topic "
                            + topic + " is read whole, or not at all");
        }
        return new BoundOptions(
                snapshot,
                snapshot,
                false,
                latestWhenNoTimestamp,
                partitions.within(snapshot.text().parts().keySet(), topic),
                readsCompacted);
    }

    /** Whether a former state of the topic is read. */
    public boolean isFormer() {
        return former().isPresent();
    }

    /** The former state of the topic that is read; empty where it is the present one. */
    public Optional<Former> former() {
        return end instanceof Former former ? Optional.of(former) : Optional.empty();
    }

    /** The same part as a stream starts with it: at the end, unless somebody says otherwise. */
    public BoundOptions ofStream() {
        return between(isStartSet ? start : new Latest(), new Latest());
    }

    /** Another part of the same partitions. */
    public BoundOptions between(OffsetBound from, OffsetBound to) {
        return new BoundOptions(from, to, isStartSet, latestWhenNoTimestamp, partitions, readsCompacted);
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
