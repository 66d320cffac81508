package io.kaspar.catalog.write.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Bytes of the keys and values of those records, before compression. */
public final class BytesWrittenMetric extends CustomSumMetric {
    /** Spark's own name, which counts among the output of a task. */
    static final String NAME = "bytesWritten";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "bytes of keys and values written";
    }
}
