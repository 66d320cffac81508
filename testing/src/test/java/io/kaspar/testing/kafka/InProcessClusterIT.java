package io.kaspar.testing.kafka;

import static io.kaspar.testing.kafka.TestProducer.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class InProcessClusterIT {

    @Test
    void writesTransactionsAndReadsWhatWasCommitted() {
        try (TestCluster cluster = TestCluster.start()) {
            cluster.createTopic("orders", 1);
            cluster.producer().sendCommitted("a", List.of(text("orders", 0, "k", "kept")));
            cluster.producer().sendAborted("a", List.of(text("orders", 0, "k", "dropped")));

            TopicPartition partition = new TopicPartition("orders", 0);

            assertThat(cluster.consumer().readAll(partition, IsolationLevel.READ_COMMITTED))
                    .singleElement()
                    .satisfies(record -> assertThat(record.value()).asString().isEqualTo("kept"));
            assertThat(cluster.consumer().readAll(partition, IsolationLevel.READ_UNCOMMITTED))
                    .hasSize(2);
        }
    }

    @Test
    void runsThreeBrokersWithTwoDisksEachAndRestartsOne() {
        TestClusterOptions options =
                TestClusterOptions.defaults().withBrokers(3).withDisksPerBroker(2);
        try (TestCluster cluster = TestCluster.start(options)) {
            cluster.createTopic("orders", 2, 3, Map.of());
            assertThat(cluster.logDirs(2)).hasSize(2);
            assertThat(cluster.partitionDirectory(1, "orders", 1)).isDirectory();

            cluster.stopBroker(2);
            cluster.producer().send(List.of(text("orders", 0, null, "meanwhile")));
            cluster.startBroker(2);

            TopicPartition partition = new TopicPartition("orders", 0);
            assertThat(cluster.consumer().readAll(partition, IsolationLevel.READ_COMMITTED))
                    .hasSize(1);
        }
    }
}
