package io.kaspar.catalog.write.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** How often Kafka's producer sent a record again. */
public final class RetriesMetric extends CustomSumMetric {
    static final String NAME = "retries";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "records sent again";
    }
}
