package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;

/** Asks all brokers for their log directories: a request for each broker. */
public final class LogDirAnswers {
    private LogDirAnswers() {}

    /**
     * What a broker answers.
     *
     * @param directories by path
     * @param unknownBecause why it names none; empty when it does
     */
    public record LogDirAnswer(Node broker, Map<String, LogDirDescription> directories, String unknownBecause) {
        public LogDirAnswer {
            directories = new TreeMap<>(directories);
        }
    }

    /** Those of all brokers, by id, also of those that do not answer. */
    public static List<LogDirAnswer> all(AdminUse use) {
        Collection<Node> nodes = use.await(
                use.admin()
                        .describeCluster(new DescribeClusterOptions().timeoutMs(use.timeoutMs()))
                        .nodes(),
                "asking for the brokers");
        Map<Integer, KafkaFuture<Map<String, LogDirDescription>>> asked = use.admin()
                .describeLogDirs(
                        nodes.stream().map(Node::id).toList(), new DescribeLogDirsOptions().timeoutMs(use.timeoutMs()))
                .descriptions();
        List<LogDirAnswer> answers = new ArrayList<>();
        for (Node node : nodes) {
            KafkaFuture<Map<String, LogDirDescription>> answer = asked.get(node.id());
            if (answer != null) {
                answers.add(answer(use, node, answer));
            }
        }
        answers.sort(Comparator.comparingInt(answer -> answer.broker().id()));
        return answers;
    }

    private static LogDirAnswer answer(AdminUse use, Node node, KafkaFuture<Map<String, LogDirDescription>> answer) {
        try {
            Map<String, LogDirDescription> directories =
                    use.await(answer, "asking broker " + node.id() + " for its log directories");
            return new LogDirAnswer(
                    node,
                    directories,
                    directories.isEmpty()
                            ? "it names none to this principal, which needs DESCRIBE on the cluster"
                            : "");
        } catch (ClusterException e) {
            return new LogDirAnswer(node, Map.of(), String.valueOf(e.getMessage()));
        }
    }
}
