package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.CATALOG;
import static io.kaspar.catalog.options.OptionScope.TOPIC;

/** Which format and which schema the keys and values of a topic have. */
enum SchemaOption implements KasparOption {
    VALUE_FORMAT(
            "value.format",
            "auto",
            "`auto`, `string`, `binary`, `boolean`, `short`, `int`, `long`, `float`, `double`, `uuid`, `json`, `csv`,"
                    + " `avro` or `protobuf`",
            "How values are read. `auto`: by the registry's schema, as text where there is none. The others ask no registry:"
                    + " `json`, `csv`, `avro` and `protobuf` are payloads without framing, by the schema of `value.schema`.",
            CATALOG,
            TOPIC),
    KEY_FORMAT("key.format", "auto", "as `value.format`", "How keys are read.", CATALOG, TOPIC),
    VALUE_SCHEMA(
            "value.schema",
            "",
            "columns as in `CREATE TABLE` for `json` and `csv`, a schema's text for `avro` and `protobuf`; `infer` for `json`",
            "The schema of values whose `value.format` asks no registry. `json` without one is a VARIANT, on Spark 3.5 text."
                    + " `infer`: columns that read all of some records, which are looked at when the table is first used, and after"
                    + " `REFRESH TABLE` again.",
            TOPIC),
    KEY_SCHEMA("key.schema", "", "as `value.schema`", "The schema of keys whose `key.format` asks no registry.", TOPIC),
    VALUE_SCHEMA_SAMPLE(
            "value.schema.sample",
            "1000",
            "1 to 1000000",
            "How many records `value.schema=infer` looks at: of each partition the first ones and the newest.",
            TOPIC),
    KEY_SCHEMA_SAMPLE(
            "key.schema.sample",
            "1000",
            "as `value.schema.sample`",
            "How many records `key.schema=infer` looks at.",
            TOPIC),
    VALUE_SCHEMA_FILE(
            "value.schema.file",
            "",
            "a file on the driver: `.avsc`, `.proto`, `.desc` or `.ddl`",
            "A file that holds what `value.schema` would say. Other `.proto` files in its folder, and in folders inside of it,"
                    + " can be imported.",
            TOPIC),
    KEY_SCHEMA_FILE(
            "key.schema.file", "", "as `value.schema.file`", "A file that holds what `key.schema` would say.", TOPIC),
    VALUE_CHARSET(
            "value.charset",
            "UTF-8",
            "a charset's name, such as `ISO-8859-1`",
            "What values are written in that are text.",
            CATALOG,
            TOPIC),
    KEY_CHARSET(
            "key.charset", "UTF-8", "as `value.charset`", "What keys are written in that are text.", CATALOG, TOPIC),
    VALUE_FRAMING(
            "value.framing",
            "auto",
            "`auto`, `none`, `confluent`, `apicurio`, `glue`, `connect`, `maxwell` or `ogg`",
            "How values name their schema. With `value.format=auto`: `confluent` and `apicurio` are whose serializers wrote them; `auto` goes by"
                    + " the headers of either, else by Confluent's frame in front. With a schema of `value.schema`: what is around the values, which"
                    + " is passed over; `auto` is `none`. `confluent`: an id of four"
                    + " bytes or a GUID, with Protobuf's message indexes; `apicurio`: an id of eight bytes or four; both may be in headers; `glue`: the header of AWS"
                    + " Glue, whose zlib is undone; `connect`, with JSON only: the object with `schema` and `payload` that Kafka Connect's"
                    + " converter writes; `maxwell` and `ogg`, with JSON only: changes as Maxwell and Oracle GoldenGate write them, in"
                    + " Debezium's shape, of rows with the columns of `value.schema`.",
            TOPIC),
    KEY_FRAMING(
            "key.framing",
            "auto",
            "as `value.framing`",
            "How keys name their schema, or what is around those whose schema is given by `key.schema`.",
            TOPIC),
    VALUE_FRAMING_IDS(
            "value.framing.ids",
            "",
            "`content` or `global`",
            "What the ids are that stand in front of values with `value.framing=apicurio`: what `apicurio.registry.use-id` was for the serializer"
                    + " (`contentId`, `globalId`), whose default is global in version 2, content in version 3. Headers need no word on it.",
            CATALOG,
            TOPIC),
    KEY_FRAMING_IDS(
            "key.framing.ids",
            "",
            "as `value.framing.ids`",
            "What the ids are that stand in front of keys with `key.framing=apicurio`.",
            CATALOG,
            TOPIC),
    VALUE_FRAMING_PLACE(
            "value.framing.place",
            "payload",
            "`payload` or `headers`",
            "Where values that are written name their schema of the registry: in front of them, or in a header of the record, as Confluent's header"
                    + " serializer does (`__value_schema_id`), with `value.framing=apicurio` as Apicurio's does. Readers look at both.",
            CATALOG,
            TOPIC),
    KEY_FRAMING_PLACE(
            "key.framing.place",
            "payload",
            "as `value.framing.place`",
            "Where keys that are written name their schema. In headers, a new version of it moves no key to another partition.",
            CATALOG,
            TOPIC),
    KEY_WINDOW(
            "key.window",
            "none",
            "`none`, `time`, `session` or `store`",
            "Which window stands behind keys that Kafka Streams or ksqlDB wrote, in whatever format the keys are: `time` of fixed size,"
                    + " `session`, or `store`, as the changelog of a window store has it. `_key` is a struct of the key and the window then.",
            TOPIC),
    KEY_WINDOW_SIZE(
            "key.window.size",
            "",
            "a duration such as `5m`",
            "How long the windows of `key.window=time` and `store` are, which their bytes do not tell: `_key.window_end` is there with it.",
            TOPIC),
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
            "`latest`, `merged` or a number",
            "The version of the subject that values are resolved against. `merged`: what all of its versions are together, so that a field that the newest one lacks is a column still.",
            TOPIC),
    KEY_SCHEMA_VERSION(
            "key.schema.version",
            "latest",
            "`latest`, `merged` or a number",
            "The version of the subject that keys are resolved against. `merged`: what all of its versions are together, so that a field that the newest one lacks is a column still.",
            TOPIC),
    VALUE_RECORD_NAME(
            "value.record.name",
            "",
            "a full name",
            "The value's record name, for subject strategies that need one, and for schemas of `value.schema` that have several"
                    + " types: the message of a Protobuf file that values are, else its first.",
            TOPIC),
    VALUE_RECORD_NAMES(
            "value.record.names",
            "",
            "full names with commas between them, or `*`",
            "The record types of a topic that has several: each under its own subject, or all in the topic's only one. `*`: all that are found.",
            TOPIC),
    KEY_RECORD_NAME("key.record.name", "", "a full name", "As `value.record.name`, for keys.", TOPIC);

    private final OptionDefinition definition;

    SchemaOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
