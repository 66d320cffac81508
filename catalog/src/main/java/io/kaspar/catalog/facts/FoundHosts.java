package io.kaspar.catalog.facts;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What executors said when they were asked which brokers' disks they have.
 *
 * @param hosts by disk: those that have it
 * @param answered the hosts that said of all these disks whether they have them
 * @param hostCount how many hosts there are to ask
 */
public record FoundHosts(Map<BrokerLogDirectory, List<String>> hosts, Set<String> answered, int hostCount) {
    /** Where nobody was to be asked. */
    public static final FoundHosts NOT_ASKED = new FoundHosts(Map.of(), Set.of(), -1);

    public FoundHosts {
        hosts = Map.copyOf(hosts);
        answered = Set.copyOf(answered);
    }

    /** The hosts that have it; empty when none said so. */
    public List<String> of(BrokerLogDirectory directory) {
        return hosts.getOrDefault(directory, List.of());
    }

    /** How much of an answer there is, in words for a plan; empty where nobody was to be asked. */
    public String inWords() {
        return switch (hostCount) {
            case -1 -> "";
            case 0 -> "no executors to ask yet";
            default -> answered.size() + " of " + hostCount + " executors' hosts answered";
        };
    }
}
