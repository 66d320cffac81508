package io.kaspar.soak;

import io.kaspar.embedded.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;

/** A driver that writes through Kaspar until it is done, or somebody kills it. */
public final class WriteProcess {
    /** Long enough for brokers that are away, and for the next driver to come in time after that. */
    static final int TRANSACTION_TIMEOUT_MS = 120_000;

    private static final int FAILED = 1;
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            // of executors that are killed before they come to anything
            Map.entry("spark.task.maxFailures", "100"),
            Map.entry("spark.executor.memory", "512m"),
            Map.entry("spark.executor.extraJavaOptions", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
            Map.entry("spark.speculation", "true"),
            Map.entry("spark.speculation.interval", "100ms"),
            Map.entry("spark.speculation.multiplier", "1.1"),
            Map.entry("spark.speculation.quantile", "0.3"),
            Map.entry("spark.speculation.minTaskRuntime", "100ms"),
            Map.entry("spark.scheduler.minRegisteredResourcesRatio", "1.0"),
            Map.entry("spark.scheduler.maxRegisteredResourcesWaitingTime", "20s"));

    private WriteProcess() {}

    /** @param arguments the folder, where the brokers are, Spark's master, and whether it is the last run */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        ParentWatch.start();
        DriverFolder folder = new DriverFolder(Path.of(arguments[0]));
        SparkSession spark = SoakSession.start(arguments[1], arguments[2], SETTINGS);
        for (String catalog : SoakSession.CATALOGS) {
            spark.conf()
                    .set(
                            "spark.sql.catalog." + catalog + ".kafka.transaction.timeout.ms",
                            Integer.toString(TRANSACTION_TIMEOUT_MS));
        }
        boolean isDone = run(folder, spark, Boolean.parseBoolean(arguments[3]));
        // nothing is to be tidied up: it may have been killed as well
        Runtime.getRuntime().halt(isDone ? 0 : FAILED);
    }

    @SuppressWarnings("IllegalCatch") // whatever a write fails with is what is looked for
    private static boolean run(DriverFolder folder, SparkSession spark, boolean isLast)
            throws IOException, ClassNotFoundException {
        WriteRequest request = (WriteRequest) folder.request();
        Unsteady.register(spark, request.seed());
        folder.begun();
        try {
            request.work().run(spark, request, folder, isLast);
            return true;
        } catch (StreamingQueryException | TimeoutException | RuntimeException e) {
            folder.failed(e);
            return false;
        }
    }
}
