package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.BrokerNode;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.client.broker.BorrowedClient;
import io.kaspar.client.broker.BrokerAnswer;
import io.kaspar.client.broker.ProgressDeadline;
import io.kaspar.client.broker.SharedConnections;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeLogDirsRequestData.DescribableLogDirTopic;
import org.apache.kafka.common.message.DescribeLogDirsRequestData.DescribableLogDirTopicCollection;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeLogDirsRequest;
import org.apache.kafka.common.requests.DescribeLogDirsResponse;

/**
 * Asks brokers in which log directories the replicas of some partitions are (Kafka's {@code DescribeLogDirs} request).
 *
 * <p>Kafka's Admin client cannot say which partitions are meant: brokers then add up the files of all that they have, and
 * send all of it.
 */
final class ReplicaDirectories {
    private final ClusterOptions options;
    private final int timeoutMs;

    ReplicaDirectories(ClusterOptions options, int timeoutMs) {
        this.options = options;
        this.timeoutMs = timeoutMs;
    }

    /** What a broker says; or why it does not, as something to throw. */
    interface Answer {
        BrokerReplicas storage() throws IOException;
    }

    /**
     * Asks all at once.
     *
     * @return by broker's id
     * @throws ClusterException when the thread is interrupted
     */
    Map<Integer, Answer> ask(Collection<BrokerNode> brokers, String topic, List<Integer> partitions) {
        Map<Node, DescribeLogDirsRequest.Builder> requests = new HashMap<>();
        for (BrokerNode broker : brokers) {
            requests.put(new Node(broker.nodeId(), broker.host(), broker.port()), request(topic, partitions));
        }
        Map<Integer, Answer> answers = new HashMap<>();
        try (BorrowedClient borrowed = SharedConnections.ofThisJvm().borrow(options.kafkaProperties())) {
            ProgressDeadline deadline = new ProgressDeadline(
                    "log directories", timeoutMs, borrowed.client().time());
            borrowed.client()
                    .askAll(requests, deadline)
                    .forEach((node, answer) -> answers.put(node.id(), () -> storage(answer)));
            return answers;
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while asking brokers for their log directories", e);
        } catch (IOException | KafkaException e) {
            IOException failure = new IOException("nobody can be asked for log directories: " + e.getMessage(), e);
            brokers.forEach(broker -> answers.put(broker.nodeId(), () -> {
                throw failure;
            }));
            return answers;
        }
    }

    private static DescribeLogDirsRequest.Builder request(String topic, List<Integer> partitions) {
        DescribableLogDirTopicCollection topics = new DescribableLogDirTopicCollection();
        topics.add(new DescribableLogDirTopic().setTopic(topic).setPartitions(partitions));
        return new DescribeLogDirsRequest.Builder(new DescribeLogDirsRequestData().setTopics(topics));
    }

    private static BrokerReplicas storage(BrokerAnswer answer) throws IOException {
        DescribeLogDirsResponse response = (DescribeLogDirsResponse) answer.response();
        Errors error = Errors.forCode(response.data().errorCode());
        if (error == Errors.CLUSTER_AUTHORIZATION_FAILED) {
            throw new IOException(error.message(), new ClusterAuthorizationException(error.message()));
        }
        if (error != Errors.NONE) {
            throw new IOException(error.message(), error.exception());
        }
        return BrokerReplicas.of(response.data());
    }
}
