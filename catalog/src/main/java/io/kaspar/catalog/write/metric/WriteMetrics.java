package io.kaspar.catalog.write.metric;

import io.kaspar.writer.WriteCounters;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The metrics of a statement that writes. */
public final class WriteMetrics {
    private WriteMetrics() {}

    /** All of them, as Spark's UI shows them. */
    public static CustomMetric[] all() {
        return new CustomMetric[] {new RecordsWrittenMetric(), new BytesWrittenMetric()};
    }

    /** A task's parts of them. */
    public static CustomTaskMetric[] values(WriteCounters counters) {
        return new CustomTaskMetric[] {
            new Value(RecordsWrittenMetric.NAME, counters.records()),
            new Value(BytesWrittenMetric.NAME, counters.bytes())
        };
    }

    private record Value(String name, long value) implements CustomTaskMetric {}
}
