package io.kaspar.catalog.scan.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Segment files opened. */
public final class SegmentsOpenedMetric extends CustomSumMetric {
    static final String NAME = "kasparSegmentsOpened";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "segments opened";
    }
}
