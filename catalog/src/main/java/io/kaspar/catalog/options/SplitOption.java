package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.CATALOG;
import static io.kaspar.catalog.options.OptionScope.QUERY;
import static io.kaspar.catalog.options.OptionScope.TOPIC;

/** Into how many tasks a topic is cut. */
enum SplitOption implements KasparOption {
    SPLIT_SIZE(
            "split-size",
            "128m",
            "a size: `64k`, `128m`, `1g`; or `partition`",
            "The most that one task reads of a partition, in bytes of the log as it lies on disk. Less when that lets"
                    + " all cores work. `partition`: one task for each partition, unless one of the next two options wants more.",
            CATALOG,
            TOPIC,
            QUERY),
    MIN_PARTITIONS(
            "minPartitions",
            "",
            "1 to 1000000",
            "The least number of tasks to read with, as far as there are offsets to share.",
            CATALOG,
            TOPIC,
            QUERY),
    MAX_RECORDS_PER_PARTITION(
            "maxRecordsPerPartition", "", "1 or more", "The most offsets that one task reads.", CATALOG, TOPIC, QUERY);

    private final OptionDefinition definition;

    SplitOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
