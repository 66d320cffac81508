package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.CATALOG;

/** The Kafka cluster that a catalog shows, and what is remembered of it. */
enum ClusterOption implements KasparOption {
    KAFKA(
            "kafka.*",
            "",
            "Kafka's own",
            "Settings of Kafka clients, as Kafka documents them; `kafka.bootstrap.servers` is required, unless `log.dirs`"
                    + " names copied directories.",
            CATALOG),
    REQUEST_TIMEOUT(
            "request-timeout",
            "15s",
            "a duration",
            "How long the cluster may take to answer before a statement fails.",
            CATALOG),
    METADATA_TTL(
            "metadata-ttl",
            "5s",
            "a duration",
            "How long facts about topics are remembered, and that the registry lacks a subject; offsets never are. `REFRESH TABLE` forgets them.",
            CATALOG),
    SHOW_INTERNAL_TOPICS(
            "show-internal-topics",
            "false",
            "`true` or `false`",
            "Whether `SHOW TABLES` lists Kafka's internal topics.",
            CATALOG);

    private final OptionDefinition definition;

    ClusterOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
