package io.kaspar.reader.scan;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A topic of one partition and many small segments on a running cluster.
 *
 * @param id Kafka's UUID of it
 */
record LiveTopic(TestCluster cluster, String name, String id) {
    /** Of the segments in a partition's directory. */
    @FunctionalInterface
    interface State {
        boolean holds(List<Path> segments) throws IOException;
    }

    static final int RECORDS = 3000;
    private static final int KEYS = 40;

    static LiveTopic create(TestCluster cluster, String name, int replication, Map<String, String> configs) {
        Map<String, String> all = new HashMap<>(Map.of("internal.segment.bytes", "8000"));
        all.putAll(configs);
        return new LiveTopic(
                cluster, name, cluster.createTopic(name, 1, replication, all).toString());
    }

    /** Writes {@value #RECORDS} records in small batches, with few keys. */
    LiveTopic filled() {
        write(0, RECORDS);
        return this;
    }

    void write(int first, int count) {
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(first, first + count)
                .mapToObj(i -> TestProducer.text(name, 0, "k" + i % KEYS, "value " + i))
                .toList();
        cluster.producer().send(records, Map.of("batch.size", 1000));
    }

    /** What a consumer reads now. */
    List<String> consumed() {
        return ScannedRows.texts(cluster.consumer().readAll(partition(), IsolationLevel.READ_COMMITTED));
    }

    long endOffset(IsolationLevel isolation) {
        return cluster.consumer().endOffset(partition(), isolation);
    }

    Scans scans() {
        return Scans.of(cluster, name, id);
    }

    TopicPartition partition() {
        return new TopicPartition(name, 0);
    }

    void set(String config, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        AlterConfigOp op = new AlterConfigOp(new ConfigEntry(config, value), AlterConfigOp.OpType.SET);
        cluster.admin()
                .incrementalAlterConfigs(Map.of(resource, List.of(op)))
                .all()
                .get();
    }

    /** The segments in a directory of the partition, in order; none when it is not there. */
    static List<Path> segments(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    /** Where broker 0 keeps it. */
    Path directory() {
        return cluster.partitionDirectory(0, name, 0);
    }

    void awaitSegments(String what, State state) {
        Path directory = directory();
        Waiting.until(what, () -> state.holds(segments(directory)));
    }
}
