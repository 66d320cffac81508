package io.kaspar.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every source of record batches has to do, wherever the bytes are; over one topic of a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RecordBatchSourceContract {
    static final String TOPIC = "contract";
    private static final int BURST = 100;

    final TestCluster cluster = TestCluster.start();
    String topicId = "";
    private long endOffset;

    /** The source under test; begins the filter where that is not its own doing. */
    abstract RecordBatchSource open(OffsetRange range, IsolationFilter filter) throws IOException;

    @BeforeAll
    void write() {
        topicId = cluster.createTopic(TOPIC, 1, 1, Map.of("internal.segment.bytes", "8000"))
                .toString();
        for (String codec : List.of("none", "gzip", "snappy", "lz4", "zstd")) {
            cluster.producer().send(burst(codec), Map.of("compression.type", codec, "batch.size", 700));
        }
        cluster.producer().sendCommitted("committed", burst("committed"));
        cluster.producer().sendAborted("aborted", burst("aborted"));
        try (KafkaProducer<byte[], byte[]> around = cluster.producer().openTransactional("around", Map.of())) {
            around.beginTransaction();
            TestProducer.sendAll(around, burst("around"));
            cluster.producer().send(burst("inside"));
            TestProducer.sendAll(around, burst("around"));
            around.abortTransaction();
        }
        cluster.producer().send(burst("last"));
        endOffset = cluster.consumer().endOffset(new TopicPartition(TOPIC, 0), IsolationLevel.READ_UNCOMMITTED);
    }

    private static List<ProducerRecord<byte[], byte[]>> burst(String name) {
        return IntStream.range(0, BURST)
                .mapToObj(i -> TestProducer.text(TOPIC, 0, name, "value ".repeat(5) + i))
                .toList();
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void givesEveryBatchOfTheRangeOnceAndInOrder() throws IOException {
        List<OffsetRange> whole = batches(new OffsetRange(0, endOffset));
        assertThat(whole.get(0).startOffset()).isZero();
        assertThat(whole.get(whole.size() - 1).endOffset()).isEqualTo(endOffset);
        for (int i = 1; i < whole.size(); i++) {
            assertThat(whole.get(i).startOffset()).isEqualTo(whole.get(i - 1).endOffset());
        }
    }

    @Test
    void givesExactlyTheBatchesThatHoldAnOffsetOfTheRange() throws IOException {
        List<OffsetRange> whole = batches(new OffsetRange(0, endOffset));
        for (int i = 0; i < 30; i++) {
            long start = i * 7919L % endOffset;
            long end = Math.min(endOffset, start + (long) i * i);
            assertThat(batches(new OffsetRange(start, end)))
                    .as("[%s, %s)", start, end)
                    .isEqualTo(whole.stream()
                            .filter(batch -> start < end && batch.startOffset() < end && batch.endOffset() > start)
                            .toList());
        }
    }

    @Test
    void staysAtTheEnd() throws IOException {
        try (IsolationFilter filter = new IsolationFilter(Isolation.READ_UNCOMMITTED);
                RecordBatchSource source = open(new OffsetRange(0, 1), filter)) {
            assertThat(source.next()).isTrue();
            assertThat(source.next()).isFalse();
            assertThat(source.next()).isFalse();
        }
    }

    @Test
    void letsAFilterTellWhatWasCommittedFromAnyStart() throws IOException {
        for (Isolation isolation : Isolation.values()) {
            List<ConsumerRecord<byte[], byte[]>> expected =
                    cluster.consumer().readAll(new TopicPartition(TOPIC, 0), IsolationLevel.valueOf(isolation.name()));
            for (long start = 0; start < endOffset; start += 37) {
                long from = start;
                try (IsolationFilter filter = new IsolationFilter(isolation);
                        RecordBatchSource source = open(new OffsetRange(start, endOffset), filter)) {
                    assertThat(Batches.offsets(source, filter).stream()
                                    .filter(offset -> offset >= from)
                                    .toList())
                            .as("%s from %s", isolation, start)
                            .isEqualTo(expected.stream()
                                    .map(ConsumerRecord::offset)
                                    .filter(offset -> offset >= from)
                                    .toList());
                }
            }
        }
    }

    private List<OffsetRange> batches(OffsetRange range) throws IOException {
        List<OffsetRange> batches = new ArrayList<>();
        try (IsolationFilter filter = new IsolationFilter(Isolation.READ_UNCOMMITTED);
                RecordBatchSource source = open(range, filter)) {
            while (source.next()) {
                source.load();
                RecordBatchView recordBatch = source.current();
                recordBatch.checkHeader();
                recordBatch.checkCrc();
                batches.add(new OffsetRange(recordBatch.baseOffset(), recordBatch.nextOffset()));
            }
        }
        return batches;
    }
}
