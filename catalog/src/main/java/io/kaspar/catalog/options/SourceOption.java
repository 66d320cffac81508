package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.SOURCE;

/** Which topics are read where there is no catalog. */
enum SourceOption implements KasparOption {
    TOPIC("topic", "", "a topic", "The topic to read; `load(\"…\")` and `subscribe` say the same.", SOURCE),
    SUBSCRIBE(
            "subscribe",
            "",
            "a topic, or several with commas between them",
            "As `topic`, under the name of Spark's own connector. Several topics are one table: `_topic` tells which.",
            SOURCE),
    PATH("path", "", "a topic", "As `topic`; what `load(\"…\")` sets. `load(\"a\", \"b\")` reads both.", SOURCE),
    SUBSCRIBE_PATTERN(
            "subscribePattern",
            "",
            "a regular expression of Java's",
            "All topics whose whole name matches, as one table. A stream reads those that are made later from their beginning.",
            SOURCE),
    ASSIGN("assign", "", "`{\"topic\":[0,1]}`", "Some partitions of one topic or several, and no others.", SOURCE),
    VIEW(
            "view",
            "",
            "`raw`, `records`, `latest`, `changes`, `current`, or a record type",
            "What stands behind the `$` of a catalog's table: `raw` has the columns of Spark's own connector.",
            SOURCE);

    private final OptionDefinition definition;

    SourceOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
