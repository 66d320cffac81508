package io.kaspar.catalog.scan.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Records that could not be decoded, kept as null or dropped. */
public final class MalformedRecordsMetric extends CustomSumMetric {
    static final String NAME = "kasparMalformedRecords";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "malformed records";
    }
}
