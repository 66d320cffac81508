package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.CATALOG;
import static io.kaspar.catalog.options.OptionScope.QUERY;
import static io.kaspar.catalog.options.OptionScope.SOURCE;
import static io.kaspar.catalog.options.OptionScope.TOPIC;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Every option of Kaspar: the only place that holds its name, default, allowed values and documentation. */
public enum KasparOption {
    KAFKA(
            "kafka.*",
            "",
            "Kafka's own",
            "Settings of Kafka clients, as Kafka documents them; `kafka.bootstrap.servers` is required, unless `log.dirs`"
                    + " names copied directories.",
            CATALOG),
    REGISTRY_URL(
            "schema.registry.url",
            "",
            "`http(s)://…`, several with commas, or `file:` of a folder",
            "Where the Schema Registry is. Without it, topics have no schemas.",
            CATALOG),
    BASIC_AUTH_SOURCE(
            "basic.auth.credentials.source",
            "USER_INFO",
            "`USER_INFO` or `URL`",
            "Where the registry's user and password are taken from.",
            CATALOG),
    BASIC_AUTH_USER_INFO(
            "basic.auth.user.info", "", "`user:password`", "The registry's user and password. Secret.", CATALOG),
    BEARER_AUTH_SOURCE(
            "bearer.auth.credentials.source",
            "STATIC_TOKEN",
            "`STATIC_TOKEN`",
            "Where the registry's bearer token is taken from.",
            CATALOG),
    BEARER_AUTH_TOKEN("bearer.auth.token", "", "text", "The registry's bearer token. Secret.", CATALOG),
    REGISTRY_SSL(
            "schema.registry.ssl.*",
            "",
            "Kafka's own",
            "TLS to the registry: `schema.registry.ssl.truststore.location` and so on, named as Kafka's `ssl.*`.",
            CATALOG),
    REQUEST_HEADER(
            "request.header.*", "", "text", "A header sent with every request to the registry. Secret.", CATALOG),
    REGISTRY_REQUEST_TIMEOUT(
            "schema.registry.request-timeout",
            "10s",
            "a duration: `500ms`, `10s`, `2m`",
            "How long one request to the registry may take.",
            CATALOG),
    REGISTRY_MAX_RETRIES(
            "schema.registry.max-retries",
            "2",
            "0 or more",
            "How many times a failed request to the registry is tried again.",
            CATALOG),
    REGISTRY_RETRY_BUDGET(
            "schema.registry.retry-budget",
            "30s",
            "a duration",
            "How long a request is tried again that the registry turns away with HTTP 429 or 503, at the times that it asks for in `Retry-After`.",
            CATALOG),
    REGISTRY_LATEST_TTL(
            "schema.registry.latest-ttl",
            "60s",
            "a duration",
            "How long the newest version of a subject is remembered.",
            CATALOG),
    VALUE_FORMAT(
            "value.format",
            "auto",
            "`auto`, `string`, `binary`, `boolean`, `short`, `int`, `long`, `float` or `double`",
            "How values are read. `auto`: by the registry's schema, as text where there is none.",
            CATALOG,
            TOPIC),
    KEY_FORMAT("key.format", "auto", "as `value.format`", "How keys are read.", CATALOG, TOPIC),
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
            TOPIC),
    SUBJECT_NAME_STRATEGY(
            "subject.name.strategy",
            "TopicNameStrategy",
            "`TopicNameStrategy`, `RecordNameStrategy` or `TopicRecordNameStrategy`",
            "How the subject of a topic's schema is called.",
            CATALOG,
            TOPIC),
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
    READ_LOCALITY(
            "read.locality",
            "preferred",
            "`preferred`, `required` or `off`",
            "Where bytes come from: the broker's disk if the task runs there, only from there, or always the broker.",
            CATALOG,
            TOPIC,
            QUERY),
    LOG_DIRS(
            "log.dirs",
            "",
            "`brokerPath=localPath;…`, or without a cluster `path;…`",
            "Where the brokers' log directories are seen on the executors' machines, when under another path. Without"
                    + " `kafka.bootstrap.servers`: copied directories, which are read instead of a cluster.",
            CATALOG,
            TOPIC,
            QUERY),
    HOSTS(
            "hosts",
            "",
            "`brokerHost=executorHost;…`, or a broker's node id, or `auto`",
            "Which executors run on which broker's machine, where neither names nor addresses tell. `auto`: executors are asked"
                    + " which brokers' disks they have.",
            CATALOG,
            QUERY),
    ISOLATION(
            "isolation",
            "read_committed",
            "`read_committed` or `read_uncommitted`",
            "Which records of transactions are read. `kafka.isolation.level` is honoured when this is not set.",
            CATALOG,
            TOPIC,
            QUERY),
    CHECK_CRCS(
            "check-crcs",
            "true",
            "`true` or `false`",
            "Whether record batches read from files are checked against their CRC-32C.",
            CATALOG,
            TOPIC,
            QUERY),
    MODE(
            "mode",
            "FAILFAST",
            "`FAILFAST`, `PERMISSIVE` or `DROPMALFORMED`",
            "What becomes of a record that cannot be decoded: the query fails, its fields are null and `_error` says why,"
                    + " or it is dropped and counted. `FAILFAST` decodes no more than the query's columns need, and"
                    + " `count(*)` decodes nothing. `DROPMALFORMED`, and in each mode a query that names `_error`, decode"
                    + " the whole key and value of every record, whatever the columns: rows do not depend on the columns,"
                    + " and `count(*)` takes as long as `SELECT *`.",
            CATALOG,
            TOPIC,
            QUERY),
    MAX_ROWS_PER_BATCH(
            "max-rows-per-batch",
            "4096",
            "1 to 1000000",
            "The most rows handed to Spark at once.",
            CATALOG,
            TOPIC,
            QUERY),
    NETWORK_TIMEOUT(
            "network-timeout",
            "120s",
            "a duration",
            "How long a task that reads over the network goes on trying without progress.",
            CATALOG,
            TOPIC,
            QUERY),
    SPLIT_SIZE(
            "split-size",
            "128m",
            "a size: `64k`, `128m`, `1g`",
            "The most that one task reads of a partition, in bytes of the log as it lies on disk. Less when that lets"
                    + " all cores work.",
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
            "maxRecordsPerPartition", "", "1 or more", "The most offsets that one task reads.", CATALOG, TOPIC, QUERY),
    METADATA_PREFIX(
            "metadata-prefix",
            "_",
            "a letter or underscore, then letters, digits, underscores",
            "What the names of the hidden columns (`_offset`, `_timestamp`, …) start with.",
            CATALOG,
            TOPIC),
    SHOW_INTERNAL_TOPICS(
            "show-internal-topics",
            "false",
            "`true` or `false`",
            "Whether `SHOW TABLES` lists Kafka's internal topics.",
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
    STARTING_OFFSETS(
            "startingOffsets",
            "earliest",
            "`earliest`, `latest` or `{\"topic\":{\"0\":23,\"1\":-2}}`",
            "The first offset to read; in the JSON -2 is earliest and -1 latest.",
            QUERY),
    ENDING_OFFSETS(
            "endingOffsets",
            "latest",
            "`latest` or `{\"topic\":{\"0\":50,\"1\":-1}}`",
            "Where to stop: the offset after the last one read.",
            QUERY),
    STARTING_TIMESTAMP(
            "startingTimestamp",
            "",
            "milliseconds since 1970",
            "Starts at the first record of this time or later. Wins over the other starting options.",
            QUERY),
    ENDING_TIMESTAMP(
            "endingTimestamp",
            "",
            "milliseconds since 1970",
            "Stops at the first record of this time or later. Wins over the other ending options.",
            QUERY),
    STARTING_OFFSETS_BY_TIMESTAMP(
            "startingOffsetsByTimestamp",
            "",
            "`{\"topic\":{\"0\":1000,\"1\":2000}}`",
            "As `startingTimestamp`, for each partition. Wins over `startingOffsets`.",
            QUERY),
    ENDING_OFFSETS_BY_TIMESTAMP(
            "endingOffsetsByTimestamp",
            "",
            "`{\"topic\":{\"0\":1000,\"1\":2000}}`",
            "As `endingTimestamp`, for each partition. Wins over `endingOffsets`.",
            QUERY),
    STARTING_BY_TIMESTAMP_STRATEGY(
            "startingOffsetsByTimestampStrategy",
            "error",
            "`error` or `latest`",
            "What to do with a partition that has no record of the starting time or later.",
            QUERY),
    FAIL_ON_DATA_LOSS(
            "failOnDataLoss",
            "true",
            "`true` or `false`",
            "Whether a query fails whose starting offset is no longer in the log, or starts at what is left.",
            QUERY),
    TOPIC_NAME("topic", "", "a topic", "The topic to read; `load(\"…\")` and `subscribe` say the same.", SOURCE),
    SUBSCRIBE("subscribe", "", "a topic", "As `topic`, under the name of Spark's own connector.", SOURCE),
    PATH("path", "", "a topic", "As `topic`; what `load(\"…\")` sets.", SOURCE);

    private final String optionName;
    private final String defaultText;
    private final String allowed;
    private final String documentation;
    private final Set<OptionScope> scopes;

    KasparOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.optionName = optionName;
        this.defaultText = defaultText;
        this.allowed = allowed;
        this.documentation = documentation;
        this.scopes = Collections.unmodifiableSet(EnumSet.copyOf(List.of(scopes)));
    }

    /** The name, or for a family of options their common start and a {@code *}. */
    public String optionName() {
        return optionName;
    }

    /** The value when it is not set; empty when there is none. */
    public String defaultText() {
        return defaultText;
    }

    /** The allowed values, in words and Markdown. */
    public String allowed() {
        return allowed;
    }

    public String documentation() {
        return documentation;
    }

    public Set<OptionScope> scopes() {
        return scopes;
    }

    /** Whether this is a family of options rather than one. */
    boolean isFamily() {
        return optionName.endsWith("*");
    }

    /** The common start of a family's names. */
    String familyPrefix() {
        return optionName.substring(0, optionName.length() - 1);
    }

    /** Whether this option, or one of this family, is called {@code name}; case counts as little as Spark lets it. */
    boolean isCalled(String name) {
        if (isFamily()) {
            String prefix = familyPrefix();
            return name.length() > prefix.length() && name.regionMatches(true, 0, prefix, 0, prefix.length());
        }
        return optionName.equalsIgnoreCase(name);
    }
}
