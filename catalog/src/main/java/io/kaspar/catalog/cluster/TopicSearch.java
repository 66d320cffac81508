package io.kaspar.catalog.cluster;

import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.client.broker.BorrowedClient;
import io.kaspar.client.broker.BrokerAnswer;
import io.kaspar.client.broker.MetadataLookup;
import io.kaspar.client.broker.ProgressDeadline;
import io.kaspar.client.broker.SharedConnections;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;

/** Asks several brokers for a topic that one of them does not know, as it has just started or is behind the others. */
final class TopicSearch {
    private static final int LONGEST_WAIT_MS = 1_000;
    private static final int MOST_BROKERS = 3;

    private final ClusterOptions options;

    TopicSearch(ClusterOptions options) {
        this.options = options;
    }

    /** Whether some broker knows the topic; false when none can be asked. */
    boolean isKnownToSome(String topic) {
        try (BorrowedClient borrowed = SharedConnections.ofThisJvm().borrow(options.kafkaProperties())) {
            ProgressDeadline deadline = new ProgressDeadline(
                    topic,
                    Math.min(LONGEST_WAIT_MS, options.requestTimeoutMs()),
                    borrowed.client().time());
            MetadataResponse first = new MetadataLookup(borrowed.client(), topic).ask(deadline);
            return knows(first, topic) || isKnownToOthers(borrowed, first, topic, deadline);
        } catch (IOException | KafkaException e) {
            return false; // what the first broker said stands
        }
    }

    private static boolean isKnownToOthers(
            BorrowedClient borrowed, MetadataResponse first, String topic, ProgressDeadline deadline)
            throws IOException {
        Map<Node, MetadataRequest.Builder> requests = new HashMap<>();
        first.brokers().stream()
                .limit(MOST_BROKERS)
                .forEach(node -> requests.put(node, new MetadataRequest.Builder(List.of(topic), false)));
        for (BrokerAnswer answer : borrowed.client().askAll(requests, deadline).values()) {
            if (knows(answer, topic)) {
                return true;
            }
        }
        return false;
    }

    private static boolean knows(BrokerAnswer answer, String topic) {
        try {
            return knows((MetadataResponse) answer.response(), topic);
        } catch (IOException e) {
            return false; // it cannot tell
        }
    }

    private static boolean knows(MetadataResponse response, String topic) {
        return response.topicMetadata().stream()
                .anyMatch(found -> found.topic().equals(topic)
                        && (found.error() == Errors.NONE || found.error() == Errors.LEADER_NOT_AVAILABLE));
    }
}
