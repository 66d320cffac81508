package io.kaspar.catalog.write.metric;

import io.kaspar.writer.WriteCounters;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The metrics of a statement that writes. */
public final class WriteMetrics {
    private WriteMetrics() {}

    /** All of them, as Spark's UI shows them. */
    public static CustomMetric[] all() {
        return new CustomMetric[] {
            new RecordsWrittenMetric(), new BytesWrittenMetric(), new RetriesMetric(), new LatencyMetric()
        };
    }

    /** A task's parts of them. */
    public static CustomTaskMetric[] values(WriteCounters counters) {
        return new CustomTaskMetric[] {
            new Value(RecordsWrittenMetric.NAME, counters.records()),
            new Value(BytesWrittenMetric.NAME, counters.bytes()),
            new Value(RetriesMetric.NAME, counters.retries()),
            new Value(LatencyMetric.NAME, counters.latencyMs())
        };
    }

    /** The same by name, as the progress of a stream shows them. */
    public static Map<String, String> texts(WriteCounters counters) {
        return Arrays.stream(values(counters))
                .collect(Collectors.toMap(CustomTaskMetric::name, metric -> Long.toString(metric.value())));
    }

    private record Value(String name, long value) implements CustomTaskMetric {}
}
