package io.kaspar.catalog.write.metric;

import org.apache.spark.sql.connector.metric.CustomAvgMetric;

/** How long brokers took to acknowledge records, measured at some of each task. */
public final class LatencyMetric extends CustomAvgMetric {
    static final String NAME = "latencyMs";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "milliseconds until records were acknowledged (average of tasks)";
    }
}
