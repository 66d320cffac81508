package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.CATALOG;
import static io.kaspar.catalog.options.OptionScope.QUERY;
import static io.kaspar.catalog.options.OptionScope.TOPIC;

/** Which part of the log a query reads. */
enum BoundOption implements KasparOption {
    STARTING_OFFSETS(
            "startingOffsets",
            "earliest",
            "`earliest`, `latest`, `{\"topic\":{\"0\":23,\"1\":-2}}` or `group:<name>`",
            "The first offset to read; in the JSON -2 is earliest and -1 latest. With `group:billing` it is where the consumer group `billing` got. A stream without a checkpoint starts at `latest` by default.",
            QUERY),
    AUTO_OFFSET_RESET(
            "auto.offset.reset",
            "none",
            "`earliest`, `latest` or `none`",
            "With `startingOffsets = group:<name>`: where to start in a partition of which the group has no offset. `none` is an error.",
            QUERY),
    ENDING_OFFSETS(
            "endingOffsets",
            "latest",
            "`latest` or `{\"topic\":{\"0\":50,\"1\":-1}}`",
            "Where to stop: the offset after the last one read. Not for streams.",
            QUERY),
    STARTING_TIMESTAMP(
            "startingTimestamp",
            "",
            "milliseconds since 1970",
            "Starts at the first record of this time or later. Wins over the other starting options.",
            QUERY),
    ENDING_TIMESTAMP(
            "endingTimestamp",
            "",
            "milliseconds since 1970",
            "Stops at the first record of this time or later. Wins over the other ending options.",
            QUERY),
    STARTING_OFFSETS_BY_TIMESTAMP(
            "startingOffsetsByTimestamp",
            "",
            "`{\"topic\":{\"0\":1000,\"1\":2000}}`",
            "As `startingTimestamp`, for each partition. Wins over `startingOffsets`.",
            QUERY),
    ENDING_OFFSETS_BY_TIMESTAMP(
            "endingOffsetsByTimestamp",
            "",
            "`{\"topic\":{\"0\":1000,\"1\":2000}}`",
            "As `endingTimestamp`, for each partition. Wins over `endingOffsets`.",
            QUERY),
    STARTING_BY_TIMESTAMP_STRATEGY(
            "startingOffsetsByTimestampStrategy",
            "error",
            "`error` or `latest`",
            "What to do with a partition that has no record of the starting time or later.",
            QUERY),
    PARTITIONS(
            "partitions",
            "",
            "numbers and ranges, as `0,3,5-9`",
            "The partitions that are read; all others are left out. For streams what `WHERE _partition IN (…)` is for a batch.",
            QUERY),
    FAIL_ON_DATA_LOSS(
            "failOnDataLoss",
            "true",
            "`true` or `false`",
            "Whether a query fails whose starting offset is no longer in the log, or starts at what is left.",
            QUERY),
    AS_OF_COMPACTED(
            "as.of.compacted",
            "false",
            "`true` or `false`",
            "Whether `AS OF` reads a compacted topic, too, without the records that compaction has removed since. Else it is an error.",
            CATALOG,
            TOPIC,
            QUERY),
    SNAPSHOTS_TOPIC(
            "snapshots.topic",
            "",
            "a topic",
            "The compacted topic in which `CALL kaspar.system.save_snapshot('orders', 'before-release')` keeps snapshots, for `VERSION AS OF 'before-release'`. It is made where it is missing and may be made.",
            CATALOG);

    private final OptionDefinition definition;

    BoundOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
