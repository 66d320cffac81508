package io.kaspar.catalog.facts;

import org.jspecify.annotations.Nullable;

/**
 * A broker as it presents itself to clients.
 *
 * @param host empty when the broker is not there at the moment
 * @param port of its listener; without a meaning when it is not there
 * @param rack null when it has none
 */
public record BrokerNode(
        int nodeId, String host, int port, @Nullable String rack) {

    /** Whether the cluster knows where it is. */
    public boolean isPresent() {
        return !host.isEmpty();
    }
}
