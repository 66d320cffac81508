package io.kaspar.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * How many requests of each kind clients have sent to the broker, by its own count. Without those that brokers and
 * controllers send each other, and those that only begin a connection.
 */
record BrokerRequests(Map<String, Long> counts) {
    static final BrokerRequests NONE = new BrokerRequests(Map.of());

    private static final String BROKER_MAIN = "io.kaspar.embedded.BrokerMain";
    private static final String NOT_OF_CLIENTS =
            "ApiVersions|BrokerHeartbeat|BrokerRegistration|Vote|.*QuorumEpoch|FetchSnapshot|UpdateRaftVoter|FetchFollower"
                    + "|ControllerRegistration|AllocateProducerIds|FetchConsumer|Fetch";

    BrokerRequests {
        counts = Map.copyOf(counts);
    }

    /** Asks the broker, which is a child of this process. */
    @SuppressWarnings("BanJNDI") // the address comes from the broker's own process, through the JVM's attach API
    static BrokerRequests now() throws IOException {
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(agent(brokerPid())))) {
            return of(connector.getMBeanServerConnection());
        } catch (JMException e) {
            throw new IOException("the broker's count of requests could not be read", e);
        }
    }

    private static String brokerPid() throws IOException {
        Set<String> children = ProcessHandle.current()
                .descendants()
                .map(child -> Long.toString(child.pid()))
                .collect(Collectors.toSet());
        return VirtualMachine.list().stream()
                .filter(machine -> machine.displayName().startsWith(BROKER_MAIN) && children.contains(machine.id()))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no broker among this process's children"))
                .id();
    }

    private static String agent(String pid) throws IOException {
        try {
            VirtualMachine broker = VirtualMachine.attach(pid);
            try {
                return broker.startLocalManagementAgent();
            } finally {
                broker.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("the broker's process takes no questions", e);
        }
    }

    private static BrokerRequests of(MBeanServerConnection broker) throws IOException, JMException {
        Map<String, Long> counts = new TreeMap<>();
        ObjectName names = new ObjectName("kafka.network:type=RequestMetrics,name=RequestsPerSec,*");
        for (ObjectName name : broker.queryNames(names, null)) {
            String request = name.getKeyProperty("request");
            if (!request.matches(NOT_OF_CLIENTS)) {
                counts.merge(request, (Long) broker.getAttribute(name, "Count"), Long::sum);
            }
        }
        return new BrokerRequests(counts);
    }

    /** What was sent after an earlier count, for a person. */
    String since(BrokerRequests before) {
        return counts.entrySet().stream()
                .map(entry ->
                        Map.entry(entry.getKey(), entry.getValue() - before.counts.getOrDefault(entry.getKey(), 0L)))
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
