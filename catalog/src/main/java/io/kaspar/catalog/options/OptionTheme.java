package io.kaspar.catalog.options;

import java.util.List;
import java.util.stream.Stream;

/** What options are about, in the order of the documentation: the list of all options. */
enum OptionTheme {
    CLUSTER("The cluster", ClusterOption.values()),
    REGISTRY("The Schema Registry", RegistryOption.values()),
    SCHEMA("Formats and schemas", SchemaOption.values()),
    COLUMN("Columns", ColumnOption.values()),
    BOUND("The part of the log that is read", BoundOption.values()),
    STREAM("Streams", StreamOption.values()),
    READ("Reading", ReadOption.values()),
    WRITE("Writing", WriteOption.values()),
    DDL("Topics in SQL", DdlOption.values()),
    LOCALITY("Locality", LocalityOption.values()),
    SPLIT("Tasks", SplitOption.values()),
    SOURCE("Without a catalog", SourceOption.values());

    private final String title;
    private final List<KasparOption> options;

    OptionTheme(String title, KasparOption[] options) {
        this.title = title;
        this.options = List.of(options);
    }

    /** The options of all themes. */
    static Stream<KasparOption> allOptions() {
        return Stream.of(values()).flatMap(theme -> theme.options.stream());
    }

    /** The heading above its table. */
    String title() {
        return title;
    }

    List<KasparOption> options() {
        return options;
    }
}
