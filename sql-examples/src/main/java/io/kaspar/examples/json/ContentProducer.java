package io.kaspar.examples.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A plain producer of Kafka's, as any service has one: events {@code {"content": …}} as text, no registry. */
public final class ContentProducer implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final KafkaProducer<String, String> producer;
    private final String topic;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public ContentProducer(String bootstrapServers, String topic) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer());
        this.topic = topic;
    }

    /** Sends an event without waiting for it. */
    public void send(int partition, String content) {
        try {
            String value = json.writeValueAsString(Map.of("content", content));
            var unused = producer.send(
                    new ProducerRecord<>(topic, partition, null, value),
                    (place, error) -> failure.compareAndSet(null, error));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text is JSON always", e);
        }
    }

    /**
     * Waits until the brokers have what was sent.
     *
     * @throws IllegalStateException when an event could not be sent
     */
    public void flush() {
        producer.flush();
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException("an event could not be sent to " + topic, first);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
