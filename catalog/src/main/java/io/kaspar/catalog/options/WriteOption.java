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
            "Which partition a key goes to: that of Kafka's Java clients, or that of librdkafka's clients (`consistent_random`). All who write to a topic have to agree, else the records of one key lie in two partitions."
                    + " Where it is set, it also says so of all records that are there: a query for some keys reads their partitions only. `CALL"
                    + " system.verify_partitioner('topic')` tells whether that is so far true.",
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
    AUTO_REGISTER_FORMAT(
            "auto.register.format",
            "avro",
            "`avro`, `protobuf` or `json`",
            "In which format `auto.register.schemas` makes the first schema of a topic; `json` is JSON Schema. A topic that has one keeps its format.",
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
            QUERY),
    DELIVERY(
            "delivery",
            "at-least-once",
            "`at-least-once` or `exactly-once`",
            "Whether rows may be there twice after failures, or are there once for readers of committed records, in transactions.",
            CATALOG,
            TOPIC,
            QUERY),
    COMMIT(
            "commit",
            "parallel",
            "`parallel` or `atomic`",
            "With `delivery=exactly-once`: whether each task has a transaction, and these are committed one right after the other, or all tasks together have one, so that readers see all rows at once.",
            CATALOG,
            TOPIC,
            QUERY),
    ATOMIC_SENDERS(
            "atomic.senders",
            "",
            "a whole number from 1 on",
            "With `commit=atomic`: how many tasks send at most. With 1 a task that fails is tried again; with more a task that fails when it has begun to send fails the statement. Not set: as many as Spark has cores, and the topic partitions.",
            CATALOG,
            TOPIC,
            QUERY),
    WRITE_ID(
            "write.id",
            "",
            "a name without slashes",
            "With `delivery=exactly-once`: names a statement, so that it can be run again until it is done: what was written under this name to the topic is not written again. Streams have the name in their checkpoint.",
            QUERY),
    WRITE_EPOCH(
            "write.epoch",
            "",
            "a whole number from 0 on",
            "With `write.id`: which part of a write it is that comes in parts, one after the other, as the number of a micro-batch in `foreachBatch`. The part that was written last is passed over when it comes again; an earlier one is an error.",
            QUERY),
    TRANSACTIONAL_ID_PREFIX(
            "transactional.id.prefix",
            "kaspar",
            "a name without slashes",
            "What Kafka's transactional ids begin with when `delivery=exactly-once`; a principal needs the right to write with them.",
            CATALOG,
            QUERY),
    DECISION_TOPIC(
            "decision.topic",
            "kaspar-writes",
            "a topic",
            "The compacted topic that says which writes with `delivery=exactly-once` are to be committed. It is made where it is missing and may be made.",
            CATALOG,
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
