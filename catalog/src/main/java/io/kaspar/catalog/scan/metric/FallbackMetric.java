package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;
import org.apache.spark.sql.connector.metric.CustomSumMetric;

/**
 * How often tasks gave up a replica for one reason, and read from another disk or over the network. One class a reason: Spark
 * makes metrics by class name, and adds up the numbers of a task's readers and of tasks.
 */
public abstract class FallbackMetric extends CustomSumMetric {
    private static final String PREFIX = "kasparFallback";

    private final FallbackReason reason;

    FallbackMetric(FallbackReason reason) {
        this.reason = reason;
    }

    /** The name of the metric of a reason. */
    public static String name(FallbackReason reason) {
        return MetricNames.of(PREFIX, reason);
    }

    /** What it counts. */
    FallbackReason reason() {
        return reason;
    }

    @Override
    public String name() {
        return name(reason);
    }

    @Override
    public String description() {
        return "fallbacks: " + reason.text();
    }
}
