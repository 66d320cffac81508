package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.CATALOG;
import static io.kaspar.catalog.options.OptionScope.TOPIC;

/** Which format and which schema the keys and values of a topic have. */
enum SchemaOption implements KasparOption {
    VALUE_FORMAT(
            "value.format",
            "auto",
            "`auto`, `string`, `binary`, `boolean`, `short`, `int`, `long`, `float` or `double`",
            "How values are read. `auto`: by the registry's schema, as text where there is none.",
            CATALOG,
            TOPIC),
    KEY_FORMAT("key.format", "auto", "as `value.format`", "How keys are read.", CATALOG, TOPIC),
    SUBJECT_NAME_STRATEGY(
            "subject.name.strategy",
            "TopicNameStrategy",
            "`TopicNameStrategy`, `RecordNameStrategy` or `TopicRecordNameStrategy`",
            "How the subject of a topic's schema is called.",
            CATALOG,
            TOPIC),
    VALUE_SUBJECT(
            "value.subject", "", "a subject", "The subject of the values' schema, whatever the strategy says.", TOPIC),
    KEY_SUBJECT("key.subject", "", "a subject", "The subject of the keys' schema, whatever the strategy says.", TOPIC),
    VALUE_SCHEMA_VERSION(
            "value.schema.version",
            "latest",
            "`latest` or a number",
            "The version of the subject that values are resolved against.",
            TOPIC),
    KEY_SCHEMA_VERSION(
            "key.schema.version",
            "latest",
            "`latest` or a number",
            "The version of the subject that keys are resolved against.",
            TOPIC),
    VALUE_RECORD_NAME(
            "value.record.name",
            "",
            "a full name",
            "The value's record name, for subject strategies that need one.",
            TOPIC),
    KEY_RECORD_NAME(
            "key.record.name",
            "",
            "a full name",
            "The key's record name, for subject strategies that need one.",
            TOPIC);

    private final OptionDefinition definition;

    SchemaOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
