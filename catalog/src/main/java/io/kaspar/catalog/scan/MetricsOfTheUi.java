package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.ListenerThread;
import io.kaspar.catalog.scan.metric.ScanMetrics;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics that Spark can show. Its UI makes them by their classes' names, in a thread that knows no jar of a session: for each one that
 * it cannot make, it would log a stack trace with each query. Thread-safe.
 */
final class MetricsOfTheUi {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsOfTheUi.class);

    private static final MetricsOfTheUi OF_THIS_JVM = new MetricsOfTheUi();

    private final AtomicBoolean isWarned = new AtomicBoolean();

    static MetricsOfTheUi ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** All metrics, or none when Spark could not make them. */
    CustomMetric[] supported() {
        if (canBeMade()) {
            return ScanMetrics.all();
        }
        if (!isWarned.getAndSet(true)) {
            LOG.warn(
                    "Spark's SQL tab shows no metrics of Kaspar's scans, because Spark's own threads do not know the classes of"
                            + " a jar that came by ADD JAR. Give Spark Kaspar's jar when it starts, with --jars, spark.jars or"
                            + " $SPARK_HOME/jars");
        }
        return new CustomMetric[0];
    }

    /** The driver's part of them. */
    CustomTaskMetric[] ofPlanning(long lostOffsets) {
        return canBeMade() ? ScanMetrics.ofPlanning(lostOffsets) : new CustomTaskMetric[0];
    }

    private static boolean canBeMade() {
        return ListenerThread.knows(ScanMetrics.class);
    }
}
