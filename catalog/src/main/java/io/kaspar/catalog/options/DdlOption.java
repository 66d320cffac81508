package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.CATALOG;

/** Which statements may change the cluster. All are off, since a topic is shared with others than Spark. */
enum DdlOption implements KasparOption {
    DDL_ENABLED(
            "ddl.enabled",
            "false",
            "`true` or `false`",
            "Whether `CREATE TABLE` makes topics and registers their schemas, and `ALTER TABLE` changes their settings and partitions and adds columns to their schemas.",
            CATALOG),
    DROP_ENABLED(
            "drop.enabled",
            "false",
            "`true` or `false`",
            "Whether `DROP TABLE` deletes topics with all their records. Subjects stay in the registry.",
            CATALOG),
    TRUNCATE_ENABLED(
            "truncate.enabled",
            "false",
            "`true` or `false`",
            "Whether `TRUNCATE TABLE`, and `DELETE` by `_partition` and `_offset`, delete records for all who read the topic.",
            CATALOG),
    DRY_RUN(
            "dry-run",
            "false",
            "`true` or `false`",
            "Whether statements that would change topics and their schemas, or write or delete records, change nothing: each is checked, and ends with an error that says what would have happened.",
            CATALOG);

    private final OptionDefinition definition;

    DdlOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
