package io.kaspar.examples.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends what machines measure, as JSON: the rows of a CSV, without what became of the machine. */
public final class SensorClient implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final KafkaProducer<String, String> producer;

    public SensorClient(String bootstrapServers) {
        // A record goes out when it comes: latency counts here, not throughput.
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
                new StringSerializer(),
                new StringSerializer());
    }

    /** The lines of the CSV that belongs to the example, its heading first. */
    public static List<String> lines() throws IOException {
        try (InputStream in = Objects.requireNonNull(SensorClient.class.getResourceAsStream("machines.csv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    /** Those below the heading. */
    public static List<String> rows() throws IOException {
        List<String> lines = lines();
        return lines.subList(1, lines.size());
    }

    /**
     * Sends one row, keyed by its machine, and waits until the broker has it.
     *
     * @param id counts up
     * @param line of the CSV: machine, temperature, vibration, pressure, and whether it failed
     */
    public void send(long id, String line) throws InterruptedException {
        String[] cells = line.split(",");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("machine", cells[0]);
        row.put("temperature", Double.valueOf(cells[1]));
        row.put("vibration", Double.valueOf(cells[2]));
        row.put("pressure", Double.valueOf(cells[3]));
        row.put("sent_at_ms", System.currentTimeMillis());
        try {
            producer.send(new ProducerRecord<>(Inference.INPUTS, cells[0], json.writeValueAsString(row)))
                    .get();
        } catch (JsonProcessingException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("row " + id + " could not be sent", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
