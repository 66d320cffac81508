package io.kaspar.shell.cluster;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A Spark application whose driver is this JVM and whose executors are beside the brokers. */
final class ColocatedSession implements AutoCloseable {
    private static final long DRAIN_MS = 60_000;
    /** More than all executors have cores. */
    private static final int TASKS = 24;

    private final SparkSession spark;
    private final TaskRecorder tasks = new TaskRecorder();

    private ColocatedSession(SparkSession spark) {
        this.spark = spark;
        spark.sparkContext().addSparkListener(tasks);
    }

    /** Starts it with further settings. */
    static ColocatedSession start(ColocatedServers servers, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(servers.sessionSettings());
        all.putAll(Map.of(
                "spark.ui.enabled", "false",
                "spark.scheduler.maxRegisteredResourcesWaitingTime", "10m",
                "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/kaspar-warehouse"));
        all.putAll(settings);
        SparkSession.Builder builder = SparkSession.builder().appName("colocation");
        all.forEach(builder::config);
        return new ColocatedSession(builder.getOrCreate());
    }

    SparkSession spark() {
        return spark;
    }

    /** What the scheduler has done until now. */
    TaskRecorder tasks() {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty(DRAIN_MS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark has not told its listeners all that happened", e);
        }
        return tasks;
    }

    /** The rows of a statement, sorted; the scheduler's record calls it {@code query}. */
    List<String> rows(String query, String statement) {
        spark.sparkContext().setJobDescription(query);
        return Arrays.stream((Row[]) spark.sql(statement).collect())
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    }

    /** As {@link #rows}, in a thread of its own. */
    CompletableFuture<List<String>> rowsLater(String query, String statement) {
        return CompletableFuture.supplyAsync(() -> rows(query, statement));
    }

    /** The hosts of the executors that are there now, without the driver's. */
    List<String> executorHosts() {
        return Arrays.stream(spark.sparkContext().statusTracker().getExecutorInfos())
                .map(SparkExecutorInfo::host)
                .filter(host -> !host.equals(spark.conf().get("spark.driver.host")))
                .sorted()
                .toList();
    }

    /** The hosts that tasks without a place of their own are run on now. */
    Set<String> runningHosts() {
        OwnHost.register(spark);
        return Set.copyOf(rows("hosts", "SELECT own_host(id) FROM range(0, " + TASKS + ", 1, " + TASKS + ")"));
    }

    /** Whether nothing runs on any of the executors. */
    boolean isIdle() {
        return Arrays.stream(spark.sparkContext().statusTracker().getExecutorInfos())
                .allMatch(executor -> executor.numRunningTasks() == 0);
    }

    @Override
    public void close() {
        spark.stop();
    }
}
