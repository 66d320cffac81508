package io.kaspar.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TailWait;
import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What is received, and into what. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ResponsesIT {
    private static final int RECORDS = 6000;
    private static final String VALUE = "value ".repeat(1000);
    private static final int FETCH_LENGTH = 1 << 20;
    private static final int MANY_RESPONSES = 10;
    private static final int MOST_ATTEMPTS = 20;

    private final TestCluster cluster = TestCluster.start();

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void holdsTwoLargeResponsesAtMost() throws IOException {
        FetchSpec spec = spec("large", topic("large"));
        int responses = 0;
        // what is asked for follows the round trip, and on a busy machine all may come at once
        for (int attempt = 0; attempt < MOST_ATTEMPTS && responses <= MANY_RESPONSES; attempt++) {
            responses = largeResponses(spec);
        }
        assertThat(responses).isGreaterThan(MANY_RESPONSES);
    }

    /** How many there were, in two arrays at most. */
    private static int largeResponses(FetchSpec spec) throws IOException {
        Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        int responses = 0;
        byte[] last = new byte[0];
        try (IsolationFilter filter = new IsolationFilter(spec.isolation());
                FetchRecordBatchSource source = FetchRecordBatchSource.open(spec, filter)) {
            while (source.next()) {
                byte[] bytes = source.current().bytes();
                if (bytes != last && bytes.length > FETCH_LENGTH) {
                    arrays.add(bytes);
                    responses++;
                }
                last = bytes;
            }
        }
        assertThat(arrays).hasSizeLessThanOrEqualTo(2);
        return responses;
    }

    @Test
    void asksForLittleBeforeItIsClearThatMoreIsWanted() throws IOException {
        // what is asked for follows the round trip, and a busy machine seems far away
        FetchSpec spec = spec("peeked", topic("peeked"), 64 << 20);
        try (IsolationFilter filter = new IsolationFilter(spec.isolation());
                FetchRecordBatchSource source = FetchRecordBatchSource.open(spec, filter)) {
            assertThat(source.next()).isTrue();
            assertThat(source.current().bytes().length).isLessThan(RECORDS * VALUE.length() / 2);
        }
    }

    @Test
    void startsNoThreadsThatStayWhenItIsClosedHalfWay() throws IOException {
        FetchSpec spec = spec("left", topic("left"));
        Set<Thread> before = threadsOfReaders();
        try (IsolationFilter filter = new IsolationFilter(spec.isolation());
                FetchRecordBatchSource source = FetchRecordBatchSource.open(spec, filter)) {
            assertThat(source.next()).isTrue();
        }
        assertThat(before).containsAll(threadsOfReaders());
    }

    /** Threads that the project's code started or runs on, but for this one. */
    private static Set<Thread> threadsOfReaders() {
        Set<Thread> threads = Collections.newSetFromMap(new IdentityHashMap<>());
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            boolean ours = List.of(stack).stream()
                    .anyMatch(frame -> frame.getClassName().startsWith("io.kaspar.reader"));
            if ((ours || thread.getName().contains("kaspar")) && thread != Thread.currentThread()) {
                threads.add(thread);
            }
        });
        return threads;
    }

    @Test
    void checksChecksumsOfWhatIsLoaded() throws IOException {
        Uuid topicId = topic("flipped");
        Path segment = cluster.partitionDirectory(0, "flipped", 0).resolve("00000000000000000000.log");
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            long position = file.length() - 10;
            file.seek(position);
            int flipped = file.read() ^ 1;
            file.seek(position);
            file.write(flipped);
        }
        FetchSpec spec = spec("flipped", topicId);
        assertThatThrownBy(() -> load(spec))
                .isInstanceOf(CorruptSegmentException.class)
                .hasMessageContaining("broker 0")
                .hasMessageContaining("CRC-32C");
        load(new FetchSpec(
                spec.topic(),
                spec.topicId(),
                0,
                spec.range(),
                new LogLineage.OnlyCopy(),
                spec.isolation(),
                false,
                spec.kafkaProperties(),
                spec.networkTimeoutMs(),
                Set.of(),
                Cancellation.NEVER,
                new TailWait()));
    }

    private static void load(FetchSpec spec) throws IOException {
        try (IsolationFilter filter = new IsolationFilter(spec.isolation());
                FetchRecordBatchSource source = FetchRecordBatchSource.open(spec, filter)) {
            while (source.next()) {
                source.load();
            }
        }
    }

    private Uuid topic(String name) {
        Uuid topicId = cluster.createTopic(name, 1);
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, RECORDS)
                .mapToObj(i -> TestProducer.text(name, 0, null, VALUE + i))
                .toList();
        cluster.producer().send(records);
        return topicId;
    }

    private FetchSpec spec(String topic, Uuid topicId) {
        return spec(topic, topicId, FETCH_LENGTH);
    }

    private FetchSpec spec(String topic, Uuid topicId, int fetchLength) {
        Map<String, String> settings = Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "max.partition.fetch.bytes",
                String.valueOf(fetchLength));
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
                60_000,
                Set.of(),
                Cancellation.NEVER,
                new TailWait());
    }
}
