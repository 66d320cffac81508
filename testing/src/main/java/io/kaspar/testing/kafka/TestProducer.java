package io.kaspar.testing.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Short ways to write records of bytes with Kafka's own producer. */
public final class TestProducer {
    private final String bootstrapServers;

    /** To a cluster in other processes, too. */
    public TestProducer(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** A record of text; null stays null. */
    public static ProducerRecord<byte[], byte[]> text(
            String topic, int partition, @Nullable String key, @Nullable String value) {
        return new ProducerRecord<>(topic, partition, bytes(key), bytes(value));
    }

    @SuppressWarnings("NullAway") // Kafka's classes say nothing of null, and take it for keys and values
    private static byte[] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A producer of Kafka's, which the caller closes. It sends one request after the other, unless the settings say otherwise: where the
     * leader of a new topic refuses the first one and takes the second, the first one comes too late for good.
     */
    public KafkaProducer<byte[], byte[]> open(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1));
        all.putAll(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A producer that has joined the transactions of an id, which the caller closes. */
    public KafkaProducer<byte[], byte[]> openTransactional(String transactionalId, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        KafkaProducer<byte[], byte[]> producer = open(all);
        producer.initTransactions();
        return producer;
    }

    /** Writes records, each acknowledged when this returns. */
    public void send(List<ProducerRecord<byte[], byte[]>> records, Map<String, Object> settings) {
        try (KafkaProducer<byte[], byte[]> producer = open(settings)) {
            sendAll(producer, records);
        }
    }

    /** Writes records with the default settings, each acknowledged when this returns. */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        send(records, Map.of());
    }

    /** Writes records in one transaction. */
    public void sendCommitted(String transactionalId, List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = openTransactional(transactionalId, Map.of())) {
            producer.beginTransaction();
            sendAll(producer, records);
            producer.commitTransaction();
        }
    }

    /** Writes records in one transaction and aborts it. */
    public void sendAborted(String transactionalId, List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = openTransactional(transactionalId, Map.of())) {
            producer.beginTransaction();
            sendAll(producer, records);
            producer.abortTransaction();
        }
    }

    /** Writes records with an open producer, each acknowledged when this returns. */
    public static void sendAll(KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<?>> answers = new ArrayList<>();
        records.forEach(record -> answers.add(producer.send(record)));
        producer.flush();
        for (Future<?> answer : answers) {
            try {
                answer.get();
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException("a record was not acknowledged", e);
            }
        }
    }
}
