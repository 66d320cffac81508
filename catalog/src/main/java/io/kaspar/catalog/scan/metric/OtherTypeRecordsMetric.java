package io.kaspar.catalog.scan.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Records of other types than the one that the table is of. */
public final class OtherTypeRecordsMetric extends CustomSumMetric {
    static final String NAME = "kasparOtherTypeRecords";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "records of other types";
    }
}
