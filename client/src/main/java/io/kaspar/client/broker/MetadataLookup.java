package io.kaspar.client.broker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;

/** Asks for a topic's metadata at any broker that answers: those an answer named, then the bootstrap servers. Never creates a topic. */
public final class MetadataLookup {
    private final BrokerClient client;
    private final String topic;
    private List<Node> brokers = List.of();
    private int nextBroker;

    public MetadataLookup(BrokerClient client, String topic) {
        this.client = client;
        this.topic = topic;
    }

    /** What a broker said to this client seconds ago: nothing is asked, and a leader may have moved since. */
    public Optional<MetadataResponse> recent() {
        return client.recentMetadata().of(topic, client.time().milliseconds());
    }

    /** Goes on until a broker answers or the time is over. */
    public MetadataResponse ask(ProgressDeadline deadline) throws IOException {
        while (true) {
            List<Node> candidates = new ArrayList<>(brokers);
            candidates.addAll(client.bootstrapNodes());
            Node node = candidates.get(nextBroker % candidates.size());
            long connectTimeoutMs = Math.max(1, deadline.timeoutMs() / candidates.size());
            try {
                MetadataRequest.Builder request = new MetadataRequest.Builder(List.of(topic), false);
                MetadataResponse response = (MetadataResponse) client.ask(node, request, deadline, connectTimeoutMs);
                remember(response);
                return response;
            } catch (BrokerUnreachableException e) {
                deadline.failed(e.problem(), e);
                pause(deadline);
            }
        }
    }

    /** Waits, because the last answer was of no use, before another broker may be asked. */
    public void pause(ProgressDeadline deadline) throws IOException {
        nextBroker++;
        client.pause(deadline);
    }

    private void remember(MetadataResponse response) {
        boolean isKnown = brokers.size() == response.brokers().size() && brokers.containsAll(response.brokers());
        client.recentMetadata().learn(topic, response, client.time().milliseconds());
        if (!response.brokers().isEmpty() && !isKnown) {
            brokers = List.copyOf(response.brokers());
            nextBroker = 0;
        }
    }
}
