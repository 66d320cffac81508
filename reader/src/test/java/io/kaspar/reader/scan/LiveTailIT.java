package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Ends of logs that a broker goes on writing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveTailIT {
    private static final int MEGABYTES = 5;

    private final TestCluster cluster = TestCluster.start();

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void endsWhereItWasPlannedWhileRecordsAreAppended() throws Exception {
        LiveTopic topic = LiveTopic.create(cluster, "appended", 1, Map.of()).filled();
        List<String> expected = topic.consumed();
        try (LiveScan scan = LiveScan.open(topic.scans(), LiveTopic.RECORDS)) {
            scan.readSome();
            topic.write(LiveTopic.RECORDS, 1000); // rolls the segment that the range ends in

            assertThat(scan.readRest()).isEqualTo(expected);
            assertThat(scan.counters().fallbacks()).isEmpty();
        }
    }

    @Test
    void readsFilesThatWereAllocatedBeforeTheyAreWritten() throws Exception {
        LiveTopic topic = LiveTopic.create(cluster, "allocated", 1, Map.of("preallocate", "true"))
                .filled();
        try (LiveScan scan = LiveScan.open(topic.scans(), LiveTopic.RECORDS)) {
            assertThat(scan.readRest()).isEqualTo(topic.consumed());
            assertThat(scan.counters().fallbacks()).isEmpty();
        }
    }

    @Test
    void endsAtAnOpenTransactionUntilItIsCommitted() throws Exception {
        LiveTopic topic = LiveTopic.create(cluster, "hanging", 1, Map.of());
        topic.write(0, 100);
        try (KafkaProducer<byte[], byte[]> producer =
                cluster.producer().openTransactional("hanging", Map.of("batch.size", 1000))) {
            producer.beginTransaction();
            TestProducer.sendAll(producer, records(topic.name(), 1000)); // spans segments
            topic.write(100, 100);
            long stable = topic.endOffset(IsolationLevel.READ_COMMITTED);
            long written = topic.endOffset(IsolationLevel.READ_UNCOMMITTED);

            assertThat(stable).isEqualTo(100);
            assertThat(rows(topic, stable)).isEqualTo(topic.consumed()).hasSize(100);
            assertThat(ScannedRows.read(
                                    topic.scans()
                                            .withIsolation(Isolation.READ_UNCOMMITTED)
                                            .spec(),
                                    topic.scans().task(0, written))
                            .rows())
                    .hasSize(1200);
            producer.commitTransaction();
        }
        Waiting.until("the transaction's markers", () -> topic.endOffset(IsolationLevel.READ_COMMITTED) > 1200);

        assertThat(rows(topic, topic.endOffset(IsolationLevel.READ_COMMITTED)))
                .isEqualTo(topic.consumed())
                .hasSize(1200);
    }

    @Test
    void readsRecordBatchesOfSeveralMegabytes() throws Exception {
        LiveTopic topic = LiveTopic.create(
                cluster, "large", 1, Map.of("internal.segment.bytes", "20000000", "max.message.bytes", "10000000"));
        byte[] value = new byte[MEGABYTES << 20];
        new Random(1).nextBytes(value);
        cluster.producer()
                .send(
                        List.of(
                                new ProducerRecord<>(topic.name(), 0, new byte[] {1}, value),
                                TestProducer.text(topic.name(), 0, "k", "v")),
                        Map.of("max.request.size", 12_000_000, "buffer.memory", 40_000_000));

        assertThat(rows(topic, 2).equals(topic.consumed())).isTrue();
        assertThat(ScannedRows.read(
                                topic.scans().withLocality(ReadLocality.OFF).spec(),
                                topic.scans().task(0, 2))
                        .rows()
                        .equals(topic.consumed()))
                .isTrue();
    }

    private static List<String> rows(LiveTopic topic, long endOffset) throws Exception {
        try (LiveScan scan = LiveScan.open(topic.scans(), endOffset)) {
            List<String> rows = scan.readRest();
            assertThat(scan.counters().fallbacks()).isEmpty();
            return rows;
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TestProducer.text(topic, 0, "t" + i, "in a transaction " + i))
                .toList();
    }
}
