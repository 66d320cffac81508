package io.kaspar.catalog.options;

import static io.kaspar.catalog.options.OptionScope.CATALOG;
import static io.kaspar.catalog.options.OptionScope.QUERY;
import static io.kaspar.catalog.options.OptionScope.TOPIC;

/** Where bytes come from, and where tasks run. */
enum LocalityOption implements KasparOption {
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
            QUERY);

    private final OptionDefinition definition;

    LocalityOption(String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        this.definition = OptionDefinition.of(optionName, defaultText, allowed, documentation, scopes);
    }

    @Override
    public OptionDefinition definition() {
        return definition;
    }
}
