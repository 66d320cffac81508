package io.kaspar.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TailWait;
import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Brokers that stop or refuse; a cluster for each test, as they do not survive it whole. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BrokerFaultsIT {
    private static final int RECORDS = 2000;

    private final TestCluster cluster = TestCluster.start(TestClusterOptions.defaults()
            .withBrokers(3)
            .withProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .withProperty("allow.everyone.if.no.acl.found", "true"));

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void goesOnAtTheNextLeaderWhenABrokerStops() throws Exception {
        FetchSpec spec = spec("replicated", topic("replicated", 3), 60_000);
        try (IsolationFilter filter = new IsolationFilter(spec.isolation());
                FetchRecordBatchSource source = FetchRecordBatchSource.open(spec, filter)) {
            assertThat(source.next()).isTrue();
            cluster.stopBroker(leader("replicated"));
            assertThat(Batches.offsets(source, filter))
                    .hasSizeGreaterThan(RECORDS / 2)
                    .endsWith(RECORDS - 1L);
        }
    }

    @Test
    void saysThatAPartitionHasNoLeader() throws Exception {
        FetchSpec spec = spec("single", topic("single", 1), 3_000);
        int leader = leader("single");
        cluster.stopBroker(leader);
        assertThatThrownBy(() -> read(spec))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("single-0 has no leader")
                .hasMessageContaining("[" + leader + "]")
                .hasMessageContaining("3000 ms");
    }

    @Test
    void saysWhatTheBrokerRefuses() throws Exception {
        FetchSpec spec = spec("secret", topic("secret", 1), 60_000);
        for (AclOperation allowed : List.of(AclOperation.DESCRIBE, AclOperation.READ)) {
            AclPermissionType permission =
                    allowed == AclOperation.READ ? AclPermissionType.DENY : AclPermissionType.ALLOW;
            cluster.admin()
                    .createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, "secret", PatternType.LITERAL),
                            new AccessControlEntry("User:ANONYMOUS", "*", allowed, permission))))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> readUntilRefused(spec))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("TOPIC_AUTHORIZATION_FAILED")
                .hasMessageContaining("secret")
                .hasMessageContaining("READ");
    }

    /** Brokers learn of an ACL a little after the controller has it. */
    private static void readUntilRefused(FetchSpec spec) throws IOException {
        while (true) {
            read(spec);
        }
    }

    private static void read(FetchSpec spec) throws IOException {
        try (IsolationFilter filter = new IsolationFilter(spec.isolation());
                FetchRecordBatchSource source = FetchRecordBatchSource.open(spec, filter)) {
            assertThat(Batches.offsets(source, filter)).hasSize(RECORDS);
        }
    }

    private Uuid topic(String name, int replication) {
        Uuid topicId = cluster.createTopic(name, 1, replication, Map.of());
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, RECORDS)
                .mapToObj(i -> TestProducer.text(name, 0, null, "value " + i))
                .toList();
        cluster.producer().send(records, Map.of("batch.size", 500));
        return topicId;
    }

    private int leader(String topic) {
        return cluster.partition(topic, 0).leader().id();
    }

    private FetchSpec spec(String topic, Uuid topicId, int timeoutMs) {
        Map<String, String> settings =
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "max.partition.fetch.bytes", "1000");
        OffsetRange range = new OffsetRange(0, RECORDS);
        return new FetchSpec(
                topic,
                topicId.toString(),
                0,
                range,
                new LogLineage.OnlyCopy(),
                Isolation.READ_COMMITTED,
                true,
                settings,
                timeoutMs,
                Set.of(),
                Cancellation.NEVER,
                new TailWait());
    }
}
