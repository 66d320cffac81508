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
    MIN_OFFSETS_PER_TRIGGER(
            "minOffsetsPerTrigger",
            "",
            "1 or more",
            "How many offsets have to wait before a micro-batch starts, unless `maxTriggerDelay` is over. `Trigger.AvailableNow` and `Once` do not wait.",
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
