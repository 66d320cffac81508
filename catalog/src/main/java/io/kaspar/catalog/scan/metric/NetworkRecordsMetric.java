package io.kaspar.catalog.scan.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Records fetched from brokers. */
public final class NetworkRecordsMetric extends CustomSumMetric {
    static final String NAME = "kasparNetworkRecords";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "records read over the network";
    }
}
