package io.kaspar.catalog.options;

import java.util.List;

/**
 * Which executors run on which broker's machine, as far as that is set.
 *
 * @param isAuto whether executors are asked about brokers that no mapping speaks of
 */
public record HostOptions(List<HostMapping> mappings, boolean isAuto) {
    public HostOptions {
        mappings = List.copyOf(mappings);
    }

    /** Whether a mapping speaks of a broker. */
    public boolean isMapped(int nodeId, String host) {
        return mappings.stream().anyMatch(mapping -> mapping.isOf(nodeId, host));
    }
}
