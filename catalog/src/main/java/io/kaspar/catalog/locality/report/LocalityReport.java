package io.kaspar.catalog.locality.report;

import io.kaspar.catalog.facts.BrokerLogDirectories;
import io.kaspar.catalog.facts.BrokerLogDirectory;
import io.kaspar.catalog.facts.ClusterLogDirectories;
import io.kaspar.catalog.locality.BrokerHosts;
import io.kaspar.catalog.locality.HostAddresses;
import io.kaspar.catalog.locality.survey.HostAnswer;
import io.kaspar.catalog.locality.survey.LogDirectoryAnswer;
import io.kaspar.catalog.locality.survey.SurveyAnswers;
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
    private final ClusterLogDirectories directories;
    private final BrokerHosts brokerHosts;
    private final HostAddresses addresses;

    public LocalityReport(ClusterLogDirectories directories, BrokerHosts brokerHosts, HostAddresses addresses) {
        this.directories = directories;
        this.brokerHosts = brokerHosts;
        this.addresses = addresses;
    }

    /**
     * A row for each host and broker.
     *
     * @param given of a host without an answer nothing is known
     */
    public List<LocalityRow> rows(Collection<String> hosts, SurveyAnswers given) {
        Map<String, HostAnswer> answers =
                given.answers().stream().collect(Collectors.toMap(HostAnswer::host, Function.identity()));
        List<LocalityRow> rows = new ArrayList<>();
        for (String host : hosts) {
            for (BrokerLogDirectories broker : directories.brokers()) {
                rows.add(row(host, broker, answers.get(host), given.failure()));
            }
        }
        return rows;
    }

    private LocalityRow row(String host, BrokerLogDirectories broker, @Nullable HostAnswer answer, String failure) {
        List<LogDirectoryAnswer> found = answer == null
                ? List.of()
                : answer.directories().stream()
                        .filter(directory -> directory.nodeId() == broker.nodeId())
                        .toList();
        boolean isPreferred = isPreferred(host, broker);
        LocalityVerdict verdict = verdict(broker, answer, failure, found, isPreferred);
        List<LogDirectoryAnswer> there =
                found.stream().filter(LogDirectoryAnswer::isThere).toList();
        return new LocalityRow(
                host,
                addresses(host),
                broker.nodeId(),
                broker.host(),
                addresses(broker.host()),
                joined(broker.directories(), BrokerLogDirectories.Directory::path),
                joined(there, LogDirectoryAnswer::path),
                joined(there, LogDirectoryAnswer::clusterId),
                joined(there, LogDirectoryAnswer::foundNodeId),
                there.isEmpty()
                        ? null
                        : there.stream()
                                .noneMatch(directory ->
                                        LocalityVerdict.of(directory.verdict()) == LocalityVerdict.NOT_READABLE),
                answer == null ? "" : answer.user(),
                joined(there, LogDirectoryAnswer::mount),
                verdict,
                new LocalityAdvice(directories.clusterId(), broker, host, isPreferred, failure)
                        .of(verdict, worst(found)));
    }

    private boolean isPreferred(String host, BrokerLogDirectories broker) {
        return broker.directories().stream()
                .map(directory -> new BrokerLogDirectory(broker.nodeId(), directory.path()))
                .allMatch(directory -> brokerHosts.of(directory, broker.host()).contains(host));
    }

    private static LocalityVerdict verdict(
            BrokerLogDirectories broker,
            @Nullable HostAnswer answer,
            String failure,
            List<LogDirectoryAnswer> found,
            boolean isPreferred) {
        if (broker.directories().isEmpty()) {
            return LocalityVerdict.NOT_TOLD;
        }
        if (answer == null) {
            return failure.isEmpty() ? LocalityVerdict.NOT_REACHED : LocalityVerdict.CHECK_FAILED;
        }
        LocalityVerdict worst = LocalityVerdict.of(worst(found).verdict());
        return worst == LocalityVerdict.LOCAL && !isPreferred ? LocalityVerdict.NOT_PREFERRED : worst;
    }

    private static LogDirectoryAnswer worst(List<LogDirectoryAnswer> found) {
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
