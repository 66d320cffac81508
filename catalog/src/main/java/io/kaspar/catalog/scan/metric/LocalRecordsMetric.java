package io.kaspar.catalog.scan.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Records read from files of the broker's disk. */
public final class LocalRecordsMetric extends CustomSumMetric {
    static final String NAME = "kasparLocalRecords";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "records read locally";
    }
}
