package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.testing.kafka.TestConsumer;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * A broker of three, a process of its own, is killed with {@code kill -9} in the middle of scans of partitions that it leads
 * and the others follow.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KilledBrokerIT {
    private static final int RECORDS = 2000;
    private static final int NETWORK_TIMEOUT_MS = 120_000;

    /** Not the first, which is the controller. */
    private static final int KILLED = 2;

    private final EmbeddedKafka kafka;
    private final Admin admin;
    private final Topic followed;
    private final Topic onDisk;
    private final Topic withItsDisk;

    KilledBrokerIT() throws Exception {
        kafka = EmbeddedKafka.start(BrokerOptions.singleNode()
                .withBrokerCount(3)
                .withServerProperties(
                        Map.of("broker.session.timeout.ms", "4000", "broker.heartbeat.interval.ms", "500")));
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        followed = topic("followed", ReadLocality.OFF);
        onDisk = topic("on-disk", ReadLocality.PREFERRED);
        withItsDisk = topic("with-its-disk", ReadLocality.PREFERRED);
    }

    /** A scan that has begun, and what a consumer read of its topic before. */
    private record Topic(TopicPartition partition, List<String> expected, LiveScan scan) {}

    private Topic topic(String name, ReadLocality locality) throws Exception {
        NewTopic topic = new NewTopic(name, Map.of(0, List.of(KILLED, 3, 1)))
                .configs(Map.of("internal.segment.bytes", "8000", "min.insync.replicas", "3"));
        String id = admin.createTopics(List.of(topic)).topicId(name).get().toString();
        TopicPartition partition = new TopicPartition(name, 0);
        new TestProducer(kafka.bootstrapServers()).send(records(name), Map.of("batch.size", 1000, "acks", "all"));
        Scans scans = Scans.of(kafka.bootstrapServers(), kafka.clusterId(), disk(), name, id)
                .withLocality(locality)
                .withKafka(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.partition.fetch.bytes", "1000"),
                        NETWORK_TIMEOUT_MS);
        return new Topic(partition, consumed(partition), LiveScan.open(scans, RECORDS, KILLED, disk()));
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String topic) {
        return IntStream.range(0, RECORDS)
                .mapToObj(i -> TestProducer.text(topic, 0, "k" + i, "value " + i))
                .toList();
    }

    private Path disk() {
        return kafka.logDirs(KILLED).get(0);
    }

    private List<String> consumed(TopicPartition partition) {
        return ScannedRows.texts(
                new TestConsumer(kafka.bootstrapServers()).read(partition, IsolationLevel.READ_COMMITTED, 0, RECORDS));
    }

    @BeforeAll
    void kill() throws Exception {
        for (Topic topic : List.of(followed, onDisk, withItsDisk)) {
            assertThat(partition(topic).leader().id()).isEqualTo(KILLED);
            topic.scan().readSome();
        }
        kafka.killBroker(KILLED);
        assertThat(kafka.isRunning(KILLED)).isFalse();
        Files.move(
                disk().resolve(withItsDisk.partition().toString()),
                kafka.storage().resolve("away"));
    }

    @AfterAll
    void stop() throws IOException {
        for (Topic topic : List.of(followed, onDisk, withItsDisk)) {
            topic.scan().close();
        }
        admin.close();
        kafka.close();
    }

    @Test
    void goesOnAtTheNextLeader() throws Exception {
        assertThat(followed.scan().readRest()).isEqualTo(followed.expected());
        assertThat(followed.scan().counters().localRecords()).isZero();
        assertThat(followed.scan().counters().networkRecords()).isEqualTo(RECORDS);
        assertThat(followed.scan().counters().lostOffsets()).isEmpty();
    }

    @Test
    void readsOnInTheFilesThatTheBrokerLeft() throws Exception {
        assertThat(onDisk.scan().readRest()).isEqualTo(onDisk.expected());
        assertThat(onDisk.scan().counters().localRecords()).isEqualTo(RECORDS);
        assertThat(onDisk.scan().counters().fallbacks()).isEmpty();
    }

    @Test
    void goesToTheNextLeaderWhenTheFilesGoWithTheBroker() throws Exception {
        ScanCounters counters = withItsDisk.scan().counters();

        assertThat(withItsDisk.scan().readRest()).isEqualTo(withItsDisk.expected());
        assertThat(counters.localRecords()).isPositive();
        assertThat(counters.networkRecords()).isEqualTo(RECORDS - counters.localRecords());
        assertThat(counters.fallbacks()).isEqualTo(Map.of(FallbackReason.FILES_CHANGED, 1L));
    }

    /** What the scans gave is what the brokers that are left have, too. */
    @Test
    void aConsumerReadsTheSameAfterwards() {
        for (Topic topic : List.of(followed, onDisk, withItsDisk)) {
            Waiting.until("another leader", () -> {
                TopicPartitionInfo now = partition(topic);
                return now.leader() != null && now.leader().id() != KILLED;
            });
            assertThat(consumed(topic.partition())).isEqualTo(topic.expected());
        }
    }

    private TopicPartitionInfo partition(Topic topic) throws Exception {
        String name = topic.partition().topic();
        return Objects.requireNonNull(admin.describeTopics(List.of(name))
                        .allTopicNames()
                        .get()
                        .get(name))
                .partitions()
                .get(0);
    }
}
