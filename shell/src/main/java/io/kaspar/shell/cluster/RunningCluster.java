package io.kaspar.shell.cluster;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster that {@code bin/kaspar-cluster up} started, for other programs.
 *
 * @param bootstrapServers addresses of its brokers
 * @param session what a Spark session of it has to be configured with; the catalog {@code kaspar} among it
 */
public record RunningCluster(String bootstrapServers, Map<String, String> session) {
    public RunningCluster {
        session = Map.copyOf(session);
    }

    /** The one whose folder the system property {@code kaspar.cluster.home} names; empty where none is up. */
    public static Optional<RunningCluster> find() throws IOException {
        return in(ClusterFolder.ofThisJvm());
    }

    /** The one of a folder; empty where none is up. */
    static Optional<RunningCluster> in(ClusterFolder folder) throws IOException {
        return folder.keeper().isEmpty()
                ? Optional.empty()
                : folder.state().map(state -> new RunningCluster(state.bootstrapServers(), state.session()));
    }
}
