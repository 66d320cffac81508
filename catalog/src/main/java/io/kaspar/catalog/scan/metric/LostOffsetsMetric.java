package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.log.DataLoss;
import org.apache.spark.sql.connector.metric.CustomSumMetric;

/**
 * How many offsets were gone before they were read, for one cause, where {@code failOnDataLoss=false} allows that. One class a
 * cause, as with {@link FallbackMetric}.
 */
public abstract class LostOffsetsMetric extends CustomSumMetric {
    private static final String PREFIX = "kasparLost";

    private final DataLoss cause;

    LostOffsetsMetric(DataLoss cause) {
        this.cause = cause;
    }

    /** The name of the metric of a cause. */
    public static String name(DataLoss cause) {
        return MetricNames.of(PREFIX, cause);
    }

    /** Why the offsets were gone. */
    DataLoss cause() {
        return cause;
    }

    @Override
    public String name() {
        return name(cause);
    }

    @Override
    public String description() {
        return "offsets lost: " + cause.text();
    }
}
