package io.kaspar.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody's own cluster: nothing is started, nothing is ended. */
record OwnServers(String bootstrapServers, Optional<String> schemaRegistry) implements Servers {
    @Override
    public Map<String, String> catalogOptions() {
        return Map.of();
    }

    @Override
    public List<String> description() {
        List<String> lines = new ArrayList<>(List.of("Kafka            " + bootstrapServers));
        schemaRegistry.ifPresent(url -> lines.add("Schema Registry  " + url));
        return lines;
    }

    @Override
    public void close() {}
}
