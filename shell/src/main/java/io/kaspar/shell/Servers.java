package io.kaspar.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cluster that is queried, and its registry. */
interface Servers extends AutoCloseable {
    String bootstrapServers();

    Optional<String> schemaRegistry();

    /** What the catalog is told beside the addresses: options by name. */
    Map<String, String> catalogOptions();

    /** What is running, for a person: a line for each thing. */
    List<String> description();

    @Override
    void close();
}
