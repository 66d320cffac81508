package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.CATALOG;
import static io.kaspar.catalog.options.OptionScope.TOPIC;

/** What becomes of a schema as columns, and how hidden columns are called. */
enum ColumnOption implements KasparOption {
    UNION_NAMES(
            "union-names",
            "type",
            "`type` or `member`",
            "How the fields of a union that becomes a struct are called: by the branch's type, or `member0`, `member1`, …",
            CATALOG,
            TOPIC),
    MAX_RECURSION_DEPTH(
            "max-recursion-depth",
            "3",
            "1 or more",
            "How many times a type may contain itself before the rest becomes a JSON string; fewer times where the type would get too large.",
            CATALOG,
            TOPIC),
    WIDE_DECIMALS(
            "wide-decimals",
            "string",
            "`fail` or `string`",
            "What becomes of decimals of more than 38 digits.",
            CATALOG,
            TOPIC),
    BYTES_PAYLOADS(
            "bytes-payloads",
            "whole",
            "`whole` or `prefixed`",
            "How payloads are written whose whole Avro schema is `bytes`: the bytes alone, as Confluent's serializer does, or behind their length, as Kafka Connect's converter does.",
            CATALOG,
            TOPIC),
    CSV_SEPARATOR(
            "csv-separator",
            ",",
            "one ASCII character, or `tab`",
            "What stands between the fields of payloads that are lines of CSV.",
            CATALOG,
            TOPIC),
    METADATA_PREFIX(
            "metadata-prefix",
            "_",
            "a letter or underscore, then letters, digits, underscores",
            "What the names of the hidden columns (`_offset`, `_timestamp`, …) start with.",
            CATALOG,
            TOPIC);

    private final OptionDefinition definition;

    ColumnOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
