package io.kaspar.catalog.locality.survey;

import io.kaspar.catalog.facts.BrokerLogDirectory;
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
final class HostAnswers {
    private final Map<View, Map<String, Said>> views = new HashMap<>();

    /** What an answer depends on beside host and disk. */
    private record View(String clusterId, List<LogDirMapping> logDirs) {
        static View of(DirectoryQuestion question) {
            return new View(question.directories().clusterId(), question.logDirs());
        }
    }

    /** By one host. */
    private record Said(Set<BrokerLogDirectory> asked, Set<BrokerLogDirectory> found) {
        static final Said NOTHING = new Said(Set.of(), Set.of());

        /** What is said last counts. */
        Said then(Set<BrokerLogDirectory> askedNow, Set<BrokerLogDirectory> foundNow) {
            Set<BrokerLogDirectory> allAsked = new HashSet<>(asked);
            allAsked.addAll(askedNow);
            Set<BrokerLogDirectory> allFound = new HashSet<>(found);
            allFound.removeAll(askedNow);
            allFound.addAll(foundNow);
            return new Said(allAsked, allFound);
        }
    }

    /** Remembers answers. A topic's question tells of disks that have it only: another one's may be found all the same. */
    synchronized void add(DirectoryQuestion question, Collection<HostAnswer> answers) {
        Map<String, Said> said = views.computeIfAbsent(View.of(question), view -> new HashMap<>());
        for (HostAnswer answer : answers) {
            Set<BrokerLogDirectory> found = new HashSet<>();
            answer.directories().stream()
                    .filter(LogDirectoryAnswer::isFound)
                    .forEach(directory -> found.add(directory.brokerDisk()));
            Set<BrokerLogDirectory> asked = question.topic().isEmpty() ? question.brokerDirectories() : found;
            said.merge(answer.host(), Said.NOTHING.then(asked, found), (before, now) -> before.then(asked, found));
        }
    }

    /** Which of these hosts have not said everything that is asked here. */
    synchronized Set<String> silent(DirectoryQuestion question, Set<String> hosts) {
        Map<String, Said> said = views.getOrDefault(View.of(question), Map.of());
        Set<BrokerLogDirectory> directories = question.brokerDirectories();
        Set<String> silent = new TreeSet<>(hosts);
        silent.removeIf(host -> said.getOrDefault(host, Said.NOTHING).asked().containsAll(directories));
        return silent;
    }

    /** The answer of these hosts, as far as there is one. */
    synchronized FoundHosts found(DirectoryQuestion question, Set<String> hosts) {
        Map<String, Said> said = views.getOrDefault(View.of(question), Map.of());
        Map<BrokerLogDirectory, List<String>> found = new HashMap<>();
        for (BrokerLogDirectory directory : question.brokerDirectories()) {
            List<String> there = new ArrayList<>();
            for (String host : new TreeSet<>(hosts)) {
                if (said.getOrDefault(host, Said.NOTHING).found().contains(directory)) {
                    there.add(host);
                }
            }
            found.put(directory, there);
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
