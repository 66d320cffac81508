package io.kaspar.shell.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code status} says of a cluster that is up.
 *
 * @param keeper the process that started the others
 */
record ClusterReport(ClusterState state, ClusterFolder folder, Optional<ProcessMark> keeper) {
    boolean allRunning() {
        return keeperIsRunning() && state.servers().stream().allMatch(ClusterState.Server::isRunning);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ClusterState.Server server : state.servers()) {
            lines.add(line(server.name(), server.isRunning(), server.mark().pid(), server.address(), server.url()));
        }
        keeper.ifPresent(
                mark -> lines.add(line("keeper", keeperIsRunning(), mark.pid(), "starts and ends the others", "")));
        lines.add("");
        lines.add("Kafka            " + state.bootstrapServers());
        lines.add("Schema Registry  " + state.schemaRegistry());
        lines.add("Spark            " + state.session().get("spark.master"));
        lines.add("Storage          " + folder.path() + " (removed by down)");
        if (!keeperIsRunning()) {
            lines.add("");
            lines.add("The process that keeps the cluster up is dead: bin/kaspar-cluster down, then up");
        }
        return lines;
    }

    private boolean keeperIsRunning() {
        return keeper.flatMap(ProcessMark::find).isPresent();
    }

    private static String line(String name, boolean running, long pid, String address, String url) {
        return String.format(
                        Locale.ROOT,
                        "%-15s  %-7s  pid %-8d %-21s %s",
                        name,
                        running ? "running" : "DEAD",
                        pid,
                        address,
                        url)
                .stripTrailing();
    }
}
