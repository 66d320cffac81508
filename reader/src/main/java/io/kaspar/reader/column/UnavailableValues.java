package io.kaspar.reader.column;

import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.vector.ValueVector;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the values that Debezium's connector did not know when it wrote a change: of columns whose large values the database's
 * log leaves out where they did not change. It writes a placeholder for them, which is shown as it is.
 */
final class UnavailableValues {
    private static final Logger LOG = LoggerFactory.getLogger(UnavailableValues.class);

    /** What the connector's setting {@code unavailable.value.placeholder} is when nobody sets it. */
    private static final String PLACEHOLDER = "__debezium_unavailable_value";

    private static final byte[] UTF8 = PLACEHOLDER.getBytes(StandardCharsets.UTF_8);

    private final String topicPartition;
    private final ValueVector values;
    private final ScanCounters counters;
    private boolean hasWarned;

    /** @param values of changes, or of rows that they leave */
    UnavailableValues(String topicPartition, ValueVector values, ScanCounters counters) {
        this.topicPartition = topicPartition;
        this.values = values;
        this.counters = counters;
    }

    /** Counts those that the column holds now. */
    void count() {
        long count = values.count(UTF8);
        if (count == 0) {
            return;
        }
        counters.addUnavailableValues(count);
        if (!hasWarned) {
            hasWarned = true;
            LOG.warn(
                    "Changes of {} lack values that Debezium's connector did not know; they are shown as it writes them: {}",
                    topicPartition,
                    PLACEHOLDER);
        }
    }
}
