package io.kaspar.catalog.locality;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.facts.BrokerLogDirectory;
import io.kaspar.catalog.facts.FoundHosts;
import io.kaspar.catalog.options.HostMapping;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrokerHostsTest {
    private static final Map<String, Set<InetAddress>> ADDRESSES = Map.of(
            "broker-1", Set.of(address(10, 0, 0, 7)),
            "10.0.0.7", Set.of(address(10, 0, 0, 7)),
            "node-a", Set.of(address(10, 0, 0, 7), address(192, 168, 0, 7)),
            "192.168.0.7", Set.of(address(192, 168, 0, 7)),
            "10.0.0.8", Set.of(address(10, 0, 0, 8)));

    private static InetAddress address(int... bytes) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]});
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static BrokerHosts hosts(List<HostMapping> mappings, String... executorHosts) {
        return hosts(FoundHosts.NOT_ASKED, mappings, executorHosts);
    }

    private static BrokerHosts hosts(FoundHosts found, List<HostMapping> mappings, String... executorHosts) {
        return new BrokerHosts(mappings, List.of(executorHosts), host -> ADDRESSES.getOrDefault(host, Set.of()), found);
    }

    private static FoundHosts found(int nodeId, List<String> hosts, String... answered) {
        return new FoundHosts(Map.of(directory(nodeId), hosts), Set.of(answered), 3);
    }

    private static BrokerLogDirectory directory(int nodeId) {
        return new BrokerLogDirectory(nodeId, "/data");
    }

    private static HostMapping mapping(String broker, String executorHost) {
        return new HostMapping(broker, executorHost);
    }

    @Test
    void matchesABrokersNameWithAnExecutorsAddressAndTheOtherWayRound() {
        assertThat(hosts(List.of(), "10.0.0.8", "10.0.0.7").of(directory(1), "broker-1"))
                .containsExactly("10.0.0.7");
        assertThat(hosts(List.of(), "10.0.0.8", "broker-1").of(directory(1), "10.0.0.7"))
                .containsExactly("broker-1");
        assertThat(hosts(List.of(), "192.168.0.7").of(directory(1), "node-a")).containsExactly("192.168.0.7");
    }

    @Test
    void takesTheSameNameBeforeTheSameAddressAndSpellsItAsSparkDoes() {
        assertThat(hosts(List.of(), "10.0.0.7", "BROKER-1").of(directory(1), "broker-1"))
                .containsExactly("BROKER-1");
    }

    @Test
    void takesAllExecutorsHostsOfTheSameMachine() {
        assertThat(hosts(List.of(), "10.0.0.7", "192.168.0.7", "10.0.0.8").of(directory(1), "node-a"))
                .containsExactly("10.0.0.7", "192.168.0.7");
    }

    @Test
    void keepsTheBrokersHostWhenNoExecutorMatches() {
        assertThat(hosts(List.of(), "10.0.0.8").of(directory(1), "broker-1")).containsExactly("broker-1");
        assertThat(hosts(List.of(), "10.0.0.8").of(directory(1), "unknown")).containsExactly("unknown");
        assertThat(hosts(List.of()).of(directory(1), "broker-1")).containsExactly("broker-1");
    }

    @Test
    void believesTheOptionFirst() {
        BrokerHosts byName = hosts(List.of(mapping("broker-1", "10.0.0.8")), "10.0.0.7", "10.0.0.8");
        assertThat(byName.of(directory(1), "broker-1")).containsExactly("10.0.0.8");
        assertThat(byName.of(directory(2), "10.0.0.7")).containsExactly("10.0.0.7");

        BrokerHosts byId = hosts(List.of(mapping("2", "pod-x"), mapping("2", "pod-y")), "10.0.0.7", "pod-y");
        assertThat(byId.of(directory(2), "10.0.0.7")).containsExactly("pod-x", "pod-y");
    }

    @Test
    void resolvesWhatTheOptionNames() {
        assertThat(hosts(List.of(mapping("1", "node-a")), "192.168.0.7").of(directory(1), "elsewhere"))
                .containsExactly("192.168.0.7");
    }

    @Test
    void matchesABrokerWithoutHostByItsIdOnly() {
        assertThat(hosts(List.of(), "10.0.0.7").of(directory(1), "")).isEmpty();
        assertThat(hosts(List.of(mapping("1", "10.0.0.7")), "10.0.0.7").of(directory(1), ""))
                .containsExactly("10.0.0.7");
    }

    @Test
    void believesWhatWasFoundBeforeNames() {
        FoundHosts found = found(1, List.of("pod-x", "pod-y"), "10.0.0.7", "pod-x", "pod-y");

        assertThat(hosts(found, List.of(), "10.0.0.7", "pod-x", "pod-y").of(directory(1), "broker-1"))
                .containsExactly("pod-x", "pod-y");
        assertThat(hosts(found, List.of(), "10.0.0.7", "pod-x", "pod-y").of(directory(2), "broker-1"))
                .containsExactly("10.0.0.7");
        assertThat(hosts(found, List.of(), "10.0.0.7").of(new BrokerLogDirectory(1, "/other"), "broker-1"))
                .containsExactly("10.0.0.7");
        assertThat(hosts(found, List.of(mapping("1", "10.0.0.8")), "10.0.0.7", "pod-x")
                        .of(directory(1), "broker-1"))
                .containsExactly("10.0.0.8");
    }

    @Test
    void takesAHostOfTheRightNameAsWellUntilItAnswers() {
        assertThat(hosts(found(1, List.of("pod-x"), "pod-x"), List.of(), "10.0.0.7", "pod-x")
                        .of(directory(1), "broker-1"))
                .containsExactly("pod-x", "10.0.0.7");
        assertThat(hosts(found(1, List.of("pod-x"), "pod-x"), List.of(), "pod-x")
                        .of(directory(1), "elsewhere"))
                .containsExactly("pod-x");
    }

    @Test
    void keepsToNamesWhereNothingWasFound() {
        assertThat(hosts(found(1, List.of(), "10.0.0.7"), List.of(), "10.0.0.7").of(directory(1), "broker-1"))
                .containsExactly("10.0.0.7");
    }

    @Test
    void resolvesNamesAndAddressesOfThisMachine() {
        HostAddresses addresses = ResolvedAddresses.ofThisMachine();

        assertThat(addresses.of("127.0.0.1")).containsExactly(address(127, 0, 0, 1));
        assertThat(addresses.of("localhost")).contains(address(127, 0, 0, 1));
        assertThat(addresses.of("no-such-host.invalid")).isEmpty();
    }
}
