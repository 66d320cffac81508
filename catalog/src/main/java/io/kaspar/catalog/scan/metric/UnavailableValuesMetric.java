package io.kaspar.catalog.scan.metric;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** Values of changes that Debezium's connector did not know, shown as it writes them. */
public final class UnavailableValuesMetric extends CustomSumMetric {
    static final String NAME = "kasparUnavailableValues";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "values that the connector did not know";
    }
}
