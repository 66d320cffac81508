package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.QUERY;

/** How much of a topic one micro-batch of a stream takes. */
enum StreamOption implements KasparOption {
    MAX_OFFSETS_PER_TRIGGER(
            "maxOffsetsPerTrigger",
            "",
            "1 or more",
            "The most offsets that a micro-batch takes, of all partitions together, of each in proportion to what waits there.",
            QUERY),
    MAX_BYTES_PER_TRIGGER(
            "maxBytesPerTrigger",
            "",
            "a size, as `512m`",
            "The most that a micro-batch takes of the logs on disk, by what an offset of each partition takes on average. With `maxOffsetsPerTrigger` the smaller counts.",
            QUERY),
    MIN_OFFSETS_PER_TRIGGER(
            "minOffsetsPerTrigger",
            "",
            "1 or more",
            "How many offsets have to wait before a micro-batch starts, unless `maxTriggerDelay` is over. `Trigger.AvailableNow` and `Once` do not wait.",
            QUERY),
    PROGRESS_GROUP(
            "progress-group",
            "",
            "the name of a consumer group without consumers",
            "Keeps how far the stream got as the offsets of this group, so that tools that watch the lag of groups see it. The stream itself goes on by its checkpoint.",
            QUERY),
    ON_SCHEMA_CHANGE(
            "on-schema-change",
            "evolve",
            "`evolve` or `fail`",
            "What a stream does that starts again and finds other columns than its checkpoint has: takes them, and warns, or fails.",
            QUERY),
    MAX_TRIGGER_DELAY(
            "maxTriggerDelay",
            "15m",
            "a duration",
            "How long after the one before a micro-batch starts, though fewer than `minOffsetsPerTrigger` wait.",
            QUERY);

    private final OptionDefinition definition;

    StreamOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
