package io.kaspar.shell.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics whose replicas are where a test wants them. */
final class ColocatedTopics {
    private static final int RECORDS_PER_PARTITION = 400;

    private final String bootstrapServers;

    ColocatedTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Makes a topic and fills it; the brokers of each partition's replicas are given, the leader first. */
    void create(String topic, List<List<Integer>> replicas) throws ExecutionException, InterruptedException {
        Map<Integer, List<Integer>> assignment = new HashMap<>();
        for (int partition = 0; partition < replicas.size(); partition++) {
            assignment.put(partition, replicas.get(partition));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, assignment))).all().get();
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.in.flight.requests.per.connection", "1"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int partition = 0; partition < replicas.size(); partition++) {
                for (String value : values(topic, partition)) {
                    var unused = producer.send(
                            new ProducerRecord<>(topic, partition, null, value.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
    }

    /** All values of a topic of so many partitions, sorted. */
    static List<String> values(String topic, int... partitions) {
        List<String> values = new ArrayList<>();
        for (int partition : partitions) {
            for (int i = 0; i < RECORDS_PER_PARTITION; i++) {
                values.add(topic + " " + partition + " " + i + " " + "x".repeat(i % 100));
            }
        }
        values.sort(null);
        return values;
    }
}
