package io.kaspar.catalog.locality;

import io.kaspar.catalog.options.HostMapping;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The executors' hosts that are a broker's machine: as the option {@code hosts} says; else those of the same name; else those
 * of the same address. Each is spelt as Spark knows it, because Spark compares letters. Not thread-safe.
 */
public final class BrokerHosts {
    private final List<HostMapping> mappings;
    private final Collection<String> executorHosts;
    private final HostAddresses addresses;
    private final Map<Broker, List<String>> found = new HashMap<>();

    private record Broker(int nodeId, String host) {}

    /** @param executorHosts as Spark knows them; may be empty when it knows none yet */
    public BrokerHosts(List<HostMapping> mappings, Collection<String> executorHosts, HostAddresses addresses) {
        this.mappings = List.copyOf(mappings);
        this.executorHosts = List.copyOf(executorHosts);
        this.addresses = addresses;
    }

    /**
     * Where tasks should run that read this broker's disk. When no executor's host matches it is the broker's own: executors
     * may come there.
     *
     * @param host as the broker is advertised; empty when it has none, and then nothing matches it but its node id
     */
    public List<String> of(int nodeId, String host) {
        return found.computeIfAbsent(new Broker(nodeId, host), this::find);
    }

    private List<String> find(Broker broker) {
        List<String> mapped = mappings.stream()
                .filter(mapping -> mapping.isOf(broker.nodeId(), broker.host()))
                .map(HostMapping::executorHost)
                .flatMap(host -> known(host).stream())
                .distinct()
                .toList();
        if (!mapped.isEmpty()) {
            return mapped;
        }
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
