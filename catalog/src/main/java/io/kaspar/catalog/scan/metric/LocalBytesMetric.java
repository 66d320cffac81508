package io.kaspar.catalog.scan.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Bytes of record batches read from files of the broker's disk. */
public final class LocalBytesMetric extends CustomSumMetric {
    static final String NAME = "kasparLocalBytes";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "bytes read locally";
    }
}
