package io.kaspar.catalog.locality.survey;

import io.kaspar.catalog.facts.BrokerDisk;
import io.kaspar.catalog.facts.FoundHosts;
import io.kaspar.reader.task.LogDirMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What executors' hosts have said of brokers' disks. Thread-safe. */
final class Findings {
    private final Map<View, Map<String, Said>> views = new HashMap<>();

    /** What an answer depends on beside host and disk. */
    private record View(String clusterId, List<LogDirMapping> logDirs) {
        static View of(DirectoryQuestion question) {
            return new View(question.disks().clusterId(), question.logDirs());
        }
    }

    /** By one host. */
    private record Said(Set<BrokerDisk> asked, Set<BrokerDisk> found) {
        static final Said NOTHING = new Said(Set.of(), Set.of());

        /** What is said last counts. */
        Said then(Set<BrokerDisk> askedNow, Set<BrokerDisk> foundNow) {
            Set<BrokerDisk> allAsked = new HashSet<>(asked);
            allAsked.addAll(askedNow);
            Set<BrokerDisk> allFound = new HashSet<>(found);
            allFound.removeAll(askedNow);
            allFound.addAll(foundNow);
            return new Said(allAsked, allFound);
        }
    }

    /** Remembers answers. A topic's question tells of disks that have it only: another one's may be found all the same. */
    synchronized void add(DirectoryQuestion question, Collection<HostAnswer> answers) {
        Map<String, Said> said = views.computeIfAbsent(View.of(question), view -> new HashMap<>());
        for (HostAnswer answer : answers) {
            Set<BrokerDisk> found = new HashSet<>();
            answer.directories().stream()
                    .filter(DirectoryAnswer::isFound)
                    .forEach(directory -> found.add(directory.brokerDisk()));
            Set<BrokerDisk> asked = question.topic().isEmpty() ? question.brokerDisks() : found;
            said.merge(answer.host(), Said.NOTHING.then(asked, found), (before, now) -> before.then(asked, found));
        }
    }

    /** Which of these hosts have not said everything that is asked here. */
    synchronized Set<String> silent(DirectoryQuestion question, Set<String> hosts) {
        Map<String, Said> said = views.getOrDefault(View.of(question), Map.of());
        Set<BrokerDisk> disks = question.brokerDisks();
        Set<String> silent = new TreeSet<>(hosts);
        silent.removeIf(host -> said.getOrDefault(host, Said.NOTHING).asked().containsAll(disks));
        return silent;
    }

    /** The answer of these hosts, as far as there is one. */
    synchronized FoundHosts found(DirectoryQuestion question, Set<String> hosts) {
        Map<String, Said> said = views.getOrDefault(View.of(question), Map.of());
        Map<BrokerDisk, List<String>> found = new HashMap<>();
        for (BrokerDisk disk : question.brokerDisks()) {
            List<String> there = new ArrayList<>();
            for (String host : new TreeSet<>(hosts)) {
                if (said.getOrDefault(host, Said.NOTHING).found().contains(disk)) {
                    there.add(host);
                }
            }
            found.put(disk, there);
        }
        Set<String> answered = new TreeSet<>(hosts);
        answered.removeAll(silent(question, hosts));
        return new FoundHosts(found, answered, hosts.size());
    }

    /** Forgets all hosts but these: when another one comes back under the same name it is asked anew. */
    synchronized void keep(Set<String> hosts) {
        views.values().forEach(said -> said.keySet().retainAll(hosts));
    }

    synchronized void forget() {
        views.clear();
    }
}
