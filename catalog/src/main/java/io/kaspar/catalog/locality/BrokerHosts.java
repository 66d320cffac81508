package io.kaspar.catalog.locality;

import io.kaspar.catalog.facts.BrokerLogDirectory;
import io.kaspar.catalog.facts.FoundHosts;
import io.kaspar.catalog.options.HostMapping;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The executors' hosts that have a broker's disk: as the option {@code hosts} says; else those where it was found; else those of the
 * same name as the broker; else those of the same address. Each is spelt as Spark knows it, because Spark compares letters. Not
 * thread-safe.
 */
public final class BrokerHosts {
    private final List<HostMapping> mappings;
    private final Collection<String> executorHosts;
    private final HostAddresses addresses;
    private final FoundHosts found;
    private final Map<Broker, List<String>> mapped = new HashMap<>();
    private final Map<Broker, List<String>> matching = new HashMap<>();

    private record Broker(int nodeId, String host) {}

    /** @param executorHosts as Spark knows them; may be empty when it knows none yet */
    public BrokerHosts(
            List<HostMapping> mappings, Collection<String> executorHosts, HostAddresses addresses, FoundHosts found) {
        this.mappings = List.copyOf(mappings);
        this.executorHosts = List.copyOf(executorHosts);
        this.addresses = addresses;
        this.found = found;
    }

    /** Says which brokers' hosts will be asked about, so that names are resolved all at once, and only if they have to be. */
    public void prepare(Collection<String> brokerHosts) {
        List<String> names = Stream.concat(
                        brokerHosts.stream(), mappings.stream().map(HostMapping::executorHost))
                .filter(host -> !host.isEmpty() && executorHosts.stream().noneMatch(host::equalsIgnoreCase))
                .distinct()
                .toList();
        if (!names.isEmpty()) {
            addresses.prepare(names);
            addresses.prepare(executorHosts);
        }
    }

    /**
     * Where tasks should run that read a broker's disk. When no executor's host matches it is the broker's own: executors may come
     * there.
     *
     * @param host as the broker is advertised; empty when it has none, and then its name matches nothing
     */
    public List<String> of(BrokerLogDirectory directory, String host) {
        Broker broker = new Broker(directory.nodeId(), host);
        List<String> told = mapped.computeIfAbsent(broker, this::mapped);
        if (!told.isEmpty()) {
            return told;
        }
        List<String> there = found.of(directory);
        List<String> named = matching.computeIfAbsent(broker, this::matching);
        // a host of the right name may have the disk as long as it has not said that it does not
        return there.isEmpty()
                ? named
                : Stream.concat(there.stream(), named.stream().filter(this::mayStillAnswer))
                        .distinct()
                        .toList();
    }

    private boolean mayStillAnswer(String host) {
        return executorHosts.contains(host) && !found.answered().contains(host);
    }

    private List<String> mapped(Broker broker) {
        return mappings.stream()
                .filter(mapping -> mapping.isOf(broker.nodeId(), broker.host()))
                .map(HostMapping::executorHost)
                .flatMap(host -> known(host).stream())
                .distinct()
                .toList();
    }

    private List<String> matching(Broker broker) {
        return broker.host().isEmpty() ? List.of() : known(broker.host());
    }

    private List<String> known(String host) {
        List<String> sameName =
                executorHosts.stream().filter(host::equalsIgnoreCase).distinct().toList();
        if (!sameName.isEmpty()) {
            return sameName;
        }
        List<String> sameAddress = executorHosts.stream()
                .filter(executorHost -> haveSameAddress(host, executorHost))
                .distinct()
                .toList();
        return sameAddress.isEmpty() ? List.of(host) : sameAddress;
    }

    private boolean haveSameAddress(String host, String executorHost) {
        Set<InetAddress> wanted = addresses.of(host);
        return !wanted.isEmpty() && !Collections.disjoint(wanted, addresses.of(executorHost));
    }
}
