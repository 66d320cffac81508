package io.kaspar.catalog.locality.report;

import io.kaspar.catalog.facts.BrokerDisk;
import io.kaspar.catalog.facts.BrokerDisks;
import io.kaspar.catalog.facts.ClusterDisks;
import io.kaspar.catalog.locality.BrokerHosts;
import io.kaspar.catalog.locality.HostAddresses;
import io.kaspar.catalog.locality.survey.DirectoryAnswer;
import io.kaspar.catalog.locality.survey.HostAnswer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together what brokers tell and what executors found: a pure function. */
public final class LocalityReport {
    private final ClusterDisks disks;
    private final BrokerHosts brokerHosts;
    private final HostAddresses addresses;

    public LocalityReport(ClusterDisks disks, BrokerHosts brokerHosts, HostAddresses addresses) {
        this.disks = disks;
        this.brokerHosts = brokerHosts;
        this.addresses = addresses;
    }

    /**
     * A row for each host and broker.
     *
     * @param given one of a host at most; of a host without one nothing is known
     */
    public List<LocalityRow> rows(Collection<String> hosts, Collection<HostAnswer> given) {
        Map<String, HostAnswer> answers =
                given.stream().collect(Collectors.toMap(HostAnswer::host, Function.identity()));
        List<LocalityRow> rows = new ArrayList<>();
        for (String host : hosts) {
            for (BrokerDisks broker : disks.brokers()) {
                rows.add(row(host, broker, answers.get(host)));
            }
        }
        return rows;
    }

    private LocalityRow row(String host, BrokerDisks broker, @Nullable HostAnswer answer) {
        List<DirectoryAnswer> found = answer == null
                ? List.of()
                : answer.directories().stream()
                        .filter(directory -> directory.nodeId() == broker.nodeId())
                        .toList();
        boolean isPreferred = isPreferred(host, broker);
        LocalityVerdict verdict = verdict(broker, answer, found, isPreferred);
        List<DirectoryAnswer> there =
                found.stream().filter(DirectoryAnswer::isThere).toList();
        return new LocalityRow(
                host,
                addresses(host),
                broker.nodeId(),
                broker.host(),
                addresses(broker.host()),
                joined(broker.disks(), BrokerDisks.Disk::path),
                joined(there, DirectoryAnswer::path),
                joined(there, DirectoryAnswer::clusterId),
                joined(there, DirectoryAnswer::foundNodeId),
                there.isEmpty()
                        ? null
                        : there.stream()
                                .noneMatch(directory ->
                                        LocalityVerdict.of(directory.verdict()) == LocalityVerdict.NOT_READABLE),
                answer == null ? "" : answer.user(),
                joined(there, DirectoryAnswer::mount),
                verdict,
                new LocalityAdvice(disks.clusterId(), broker, host, isPreferred).of(verdict, worst(found)));
    }

    private boolean isPreferred(String host, BrokerDisks broker) {
        return broker.disks().stream()
                .map(disk -> new BrokerDisk(broker.nodeId(), disk.path()))
                .allMatch(disk -> brokerHosts.of(disk, broker.host()).contains(host));
    }

    private static LocalityVerdict verdict(
            BrokerDisks broker, @Nullable HostAnswer answer, List<DirectoryAnswer> found, boolean isPreferred) {
        if (broker.disks().isEmpty()) {
            return LocalityVerdict.NOT_TOLD;
        }
        if (answer == null) {
            return LocalityVerdict.NOT_REACHED;
        }
        LocalityVerdict worst = LocalityVerdict.of(worst(found).verdict());
        return worst == LocalityVerdict.LOCAL && !isPreferred ? LocalityVerdict.NOT_PREFERRED : worst;
    }

    private static DirectoryAnswer worst(List<DirectoryAnswer> found) {
        return found.stream()
                .max(Comparator.comparing(directory -> LocalityVerdict.of(directory.verdict())))
                .orElse(LocalityAdvice.NOTHING);
    }

    private String addresses(String host) {
        return addresses.of(host).stream()
                .map(InetAddress::getHostAddress)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static <T> String joined(List<T> parts, Function<T, String> text) {
        return parts.stream()
                .map(text)
                .filter(part -> !part.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
