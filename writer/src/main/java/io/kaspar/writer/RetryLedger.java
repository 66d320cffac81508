package io.kaspar.writer;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Tells each retry of a producer once, to one of the tasks that share it: Kafka's client counts them for a topic, and not for who sends.
 * Thread-safe.
 */
final class RetryLedger {
    private static final String GROUP = "producer-topic-metrics";
    private static final String RETRIES = "record-retry-total";
    private static final String TOPIC = "topic";

    private final Map<String, Long> told = new HashMap<>();

    /** The retries that nobody was told of so far. */
    synchronized long take(Producer<?, ?> producer, String topic) {
        long total = total(producer, topic);
        Long before = told.put(topic, total);
        return Math.max(0, total - (before == null ? 0 : before));
    }

    private static long total(Producer<?, ?> producer, String topic) {
        for (Map.Entry<MetricName, ? extends Metric> metric : producer.metrics().entrySet()) {
            MetricName name = metric.getKey();
            if (name.name().equals(RETRIES)
                    && name.group().equals(GROUP)
                    && topic.equals(name.tags().get(TOPIC))
                    && metric.getValue().metricValue() instanceof Number count) {
                return count.longValue();
            }
        }
        return 0;
    }
}
