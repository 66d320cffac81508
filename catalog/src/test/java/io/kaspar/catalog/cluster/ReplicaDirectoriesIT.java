package io.kaspar.catalog.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.facts.BrokerNode;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReplicaDirectoriesIT {
    private static final int NOWHERE = 1;

    private static TestCluster cluster;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start(TestClusterOptions.defaults());
        cluster.createTopic("asked", 3);
        cluster.createTopic("other", 3);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static ReplicaDirectories directories(int timeoutMs) {
        return new ReplicaDirectories(
                new ClusterOptions(Map.of("bootstrap.servers", cluster.bootstrapServers()), timeoutMs, 1_000),
                timeoutMs);
    }

    private static BrokerNode broker() {
        Node leader = cluster.partition("asked", 0).leader();
        return new BrokerNode(leader.id(), leader.host(), leader.port(), null);
    }

    private static ReplicaDirectories.Answer of(BrokerNode broker, Map<Integer, ReplicaDirectories.Answer> answers) {
        return Objects.requireNonNull(answers.get(broker.nodeId()));
    }

    @Test
    void asksForTheWantedPartitionsOnly() throws IOException {
        BrokerNode broker = broker();

        BrokerReplicas storage = of(broker, directories(30_000).ask(List.of(broker), "asked", List.of(0, 2)))
                .storage();

        assertThat(storage.replicas())
                .containsOnlyKeys(new TopicPartition("asked", 0), new TopicPartition("asked", 2))
                .allSatisfy((partition, replica) -> assertThat(replica.logDir()).isNotEmpty());
    }

    @Test
    void aBrokerThatIsAwayHoldsUpNoOther() throws IOException {
        BrokerNode broker = broker();
        BrokerNode away = new BrokerNode(broker.nodeId() + 1, "localhost", NOWHERE, null);

        Map<Integer, ReplicaDirectories.Answer> answers =
                directories(30_000).ask(List.of(away, broker), "asked", List.of(1));

        assertThat(of(broker, answers).storage().replicas()).hasSize(1);
        assertThatThrownBy(of(away, answers)::storage)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no connection to localhost:" + NOWHERE);
    }
}
