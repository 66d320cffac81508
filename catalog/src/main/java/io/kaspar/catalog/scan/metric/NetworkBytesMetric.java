package io.kaspar.catalog.scan.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Bytes of record batches fetched from brokers. */
public final class NetworkBytesMetric extends CustomSumMetric {
    static final String NAME = "kasparNetworkBytes";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "bytes read over the network";
    }
}
