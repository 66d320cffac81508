package io.kaspar.catalog.write.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Records that tasks gave to Kafka's producer. */
public final class RecordsWrittenMetric extends CustomSumMetric {
    /** Spark's own name, which counts among the output of a task. */
    static final String NAME = "recordsWritten";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "records written";
    }
}
