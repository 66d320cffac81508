package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.CATALOG;
import static io.kaspar.catalog.options.OptionScope.QUERY;
import static io.kaspar.catalog.options.OptionScope.TOPIC;

/** How records are read, and what becomes of those that cannot be. */
enum ReadOption implements KasparOption {
    ISOLATION(
            "isolation",
            "read_committed",
            "`read_committed` or `read_uncommitted`",
            "Which records of transactions are read. `kafka.isolation.level` is honoured when this is not set.",
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
    CHECK_CRCS(
            "check-crcs",
            "true",
            "`true` or `false`",
            "Whether record batches read from files are checked against their CRC-32C.",
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
    PUSHDOWN(
            "pushdown",
            "on",
            "`on` or `off`",
            "Whether a scan takes over conditions, limits, orders and aggregates, or leaves all of them to Spark and reads everything. The rows are the same: `off` is"
                    + " there to see that.",
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
    MAX_SCAN_BYTES(
            "max.scan.bytes",
            "",
            "a size: `500m`, `20g`",
            "The most that a batch may read of one table's logs, in bytes as they lie on disk. A query that would read more fails before its"
                    + " first task; `EXPLAIN` says how much that is. A `LIMIT` and conditions that are pushed count, columns do not."
                    + " `count(*)` counts in full: over the network it reads all. Not set, there is no such end. Streams have `maxBytesPerTrigger`.",
            CATALOG,
            TOPIC,
            QUERY);

    private final OptionDefinition definition;

    ReadOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
