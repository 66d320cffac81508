package io.kaspar.catalog.plan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders the hosts of tasks so that each host comes first for its share.
 *
 * <p>Spark's scheduler gives a task to any of its hosts that has a free core, whatever their order; but who coalesces tasks, or
 * takes one location of several, takes the first. Not thread-safe.
 */
final class HostLoads {
    private final Map<String, Double> loads = new HashMap<>();

    /**
     * The hosts of the next task, the one with the least load so far first, which gets this load added.
     *
     * @param hosts of which the earlier one is taken when loads are equal
     */
    List<String> spread(List<String> hosts, double load) {
        List<String> ordered = hosts.stream()
                .sorted(Comparator.comparingDouble(host -> loads.getOrDefault(host, 0.0)))
                .toList();
        if (!ordered.isEmpty()) {
            loads.merge(ordered.get(0), load, Double::sum);
        }
        return ordered;
    }
}
