package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.CATALOG;
import static io.kaspar.catalog.options.OptionScope.QUERY;
import static io.kaspar.catalog.options.OptionScope.TOPIC;

/** How rows become records of a topic. */
enum WriteOption implements KasparOption {
    KEY_COLUMNS(
            "key.columns",
            "",
            "names of columns, separated by commas",
            "The columns that make the key of a record. They stay in the value, too. Not set: the key is null, unless a query writes it as a column of its own.",
            TOPIC,
            QUERY),
    PARTITIONER(
            "partitioner",
            "murmur2",
            "`murmur2` or `crc32`",
            "Which partition a key goes to: that of Kafka's Java clients, or that of librdkafka's clients (`consistent_random`). All who write to a topic have to agree, else the records of one key lie in two partitions.",
            CATALOG,
            TOPIC,
            QUERY),
    TOMBSTONES(
            "tombstones",
            "false",
            "`true` or `false`",
            "Whether rows whose value is null are written, which deletes their key where the topic is compacted. Else they are an error.",
            TOPIC,
            QUERY),
    AUTO_REGISTER_SCHEMAS(
            "auto.register.schemas",
            "false",
            "`true` or `false`",
            "Whether a statement that writes registers a new version of the values' schema, with the columns that the newest one lacks, or the first"
                    + " one; the registry is asked before whether it is compatible. For `INSERT` and `writeTo` it has to be set for the topic or the"
                    + " catalog, since Spark asks before it reads the statement's options.",
            CATALOG,
            TOPIC,
            QUERY),
    USE_LATEST_VERSION(
            "use.latest.version",
            "true",
            "`true`",
            "Rows are written by the newest version of the subject, or the one that `value.schema.version` names. Here for settings of Confluent's"
                    + " serializers; `false` would mean a schema of the rows' own, which they do not have.",
            CATALOG,
            TOPIC,
            QUERY);

    private final OptionDefinition definition;

    WriteOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
