package io.kaspar.examples.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A plain consumer that prints what the model said, and how long each row took from the client to here. */
public final class ResultConsumer implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final ObjectMapper json = new ObjectMapper();
    private final KafkaConsumer<String, String> consumer;
    private final List<Long> latenciesMs = new ArrayList<>();

    /** Begins with what is written from now on. */
    public ResultConsumer(String bootstrapServers) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Inference.OUTPUTS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Prints what there is, a line for each result. */
    public List<JsonNode> poll(PrintStream out) throws IOException {
        List<JsonNode> results = new ArrayList<>();
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
            long now = System.currentTimeMillis();
            JsonNode result = json.readTree(record.value());
            long latencyMs = now - result.get("sent_at_ms").asLong();
            latenciesMs.add(latencyMs);
            results.add(result);
            out.printf(
                    Locale.ROOT,
                    "%5d  %-8s  failure %4.1f %%%s  after %d ms%n",
                    result.get("id").asLong(),
                    result.get("machine").asText(),
                    100 * result.get("failure").asDouble(),
                    result.get("alarm").asBoolean() ? "  ALARM" : "",
                    latencyMs);
        }
        return results;
    }

    /** How many results there were, and how long half of them, and 99 of 100, took at most. */
    public String summary() {
        if (latenciesMs.isEmpty()) {
            return "no results";
        }
        List<Long> sorted = latenciesMs.stream().sorted().toList();
        return sorted.size() + " results, from input to output p50 " + quantile(sorted, 50) + " ms, p99 "
                + quantile(sorted, 99) + " ms";
    }

    /** The smallest one that so many percent are not above. */
    private static long quantile(List<Long> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
