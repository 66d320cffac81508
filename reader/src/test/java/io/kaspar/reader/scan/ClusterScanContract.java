package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.embedded.KafkaCluster;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.testing.kafka.TestConsumer;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What a scan gives of any cluster of one broker, wherever that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ClusterScanContract {
    private static final int RECORDS = 500;
    private static final String TOPIC = "numbers";

    private final KafkaCluster cluster;
    private String topicId = "";
    private List<String> expected = List.of();

    /** @param cluster is closed after the tests */
    ClusterScanContract(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    void writeTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            NewTopic topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("internal.segment.bytes", "8000"));
            topicId = admin.createTopics(List.of(topic)).topicId(TOPIC).get().toString();
        }
        new TestProducer(cluster.bootstrapServers())
                .send(
                        IntStream.range(0, RECORDS)
                                .mapToObj(i -> TestProducer.text(TOPIC, 0, "k" + i, "value " + i))
                                .toList(),
                        Map.of("batch.size", 1000, "acks", "all"));
        expected = consumed();
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void readsFilesAsAConsumerReadsTheTopic() throws IOException {
        ScannedRows scanned = scan(ReadLocality.REQUIRED);

        assertThat(scanned.rows()).hasSize(RECORDS).isEqualTo(expected);
        assertThat(scanned.counters().localRecords()).isEqualTo(RECORDS);
    }

    @Test
    void readsOverTheNetworkAsAConsumerReadsTheTopic() throws IOException {
        ScannedRows scanned = scan(ReadLocality.OFF);

        assertThat(scanned.rows()).hasSize(RECORDS).isEqualTo(expected);
        assertThat(scanned.counters().networkRecords()).isEqualTo(RECORDS);
    }

    @Test
    void readsFilesWhileTheirBrokerIsAwayAndTheBrokerWhenItIsBack() throws IOException {
        int broker = cluster.nodeIds().get(0);
        cluster.stopBroker(broker);
        ScannedRows away = scan(ReadLocality.REQUIRED);
        cluster.startBroker(broker);

        assertThat(away.rows()).isEqualTo(expected);
        assertThat(consumed()).isEqualTo(expected);
        assertThat(scan(ReadLocality.OFF).rows()).isEqualTo(expected);
    }

    private ScannedRows scan(ReadLocality locality) throws IOException {
        int broker = cluster.nodeIds().get(0);
        Path logDir = cluster.logDirs(broker).get(0);
        Scans scans = Scans.of(cluster.bootstrapServers(), cluster.clusterId(), logDir, TOPIC, topicId)
                .withLocality(locality);
        ReplicaLocation replica = new ReplicaLocation(broker, "localhost", logDir.toString());
        return ScannedRows.read(scans.spec(), new ScanTask(0, new OffsetRange(0, RECORDS), List.of(replica)));
    }

    private List<String> consumed() {
        return ScannedRows.texts(new TestConsumer(cluster.bootstrapServers())
                .read(new TopicPartition(TOPIC, 0), IsolationLevel.READ_COMMITTED, 0, RECORDS));
    }
}
