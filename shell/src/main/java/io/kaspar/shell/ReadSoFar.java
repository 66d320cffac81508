package io.kaspar.shell;

import io.kaspar.catalog.scan.metric.LocalBytesMetric;
import io.kaspar.catalog.scan.metric.LocalRecordsMetric;
import io.kaspar.catalog.scan.metric.NetworkBytesMetric;
import io.kaspar.catalog.scan.metric.NetworkRecordsMetric;
import org.apache.spark.scheduler.AccumulableInfo;

/** What was read of topics. */
record ReadSoFar(long rows, long localBytes, long networkBytes) {
    static final ReadSoFar NOTHING = new ReadSoFar(0, 0, 0);

    private static final String LOCAL_BYTES = new LocalBytesMetric().description();
    private static final String NETWORK_BYTES = new NetworkBytesMetric().description();
    private static final String LOCAL_ROWS = new LocalRecordsMetric().description();
    private static final String NETWORK_ROWS = new NetworkRecordsMetric().description();

    /** What one task read, by its metrics. */
    static ReadSoFar of(Iterable<AccumulableInfo> metrics) {
        ReadSoFar read = NOTHING;
        for (AccumulableInfo metric : metrics) {
            if (metric.name().isDefined() && metric.update().isDefined()) {
                read = read.plus(metric.name().get(), metric.update().get());
            }
        }
        return read;
    }

    ReadSoFar plus(ReadSoFar more) {
        return new ReadSoFar(rows + more.rows(), localBytes + more.localBytes(), networkBytes + more.networkBytes());
    }

    long bytes() {
        return localBytes + networkBytes;
    }

    private ReadSoFar plus(String metric, Object update) {
        if (metric.equals(LOCAL_BYTES)) {
            return plus(new ReadSoFar(0, value(update), 0));
        }
        if (metric.equals(NETWORK_BYTES)) {
            return plus(new ReadSoFar(0, 0, value(update)));
        }
        if (metric.equals(LOCAL_ROWS) || metric.equals(NETWORK_ROWS)) {
            return plus(new ReadSoFar(value(update), 0, 0));
        }
        return this;
    }

    /** Spark has numbers or their text here, and below zero what was never counted. */
    private static long value(Object update) {
        return Math.max(0, Long.parseLong(update.toString()));
    }
}
