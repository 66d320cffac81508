package io.kaspar.catalog.locality;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.storage.BlockManagerId;

/** The hosts of a session's executors. */
public final class ExecutorHosts {
    private ExecutorHosts() {}

    /** Of a context, the driver's own among them. */
    public static List<String> of(SparkContext context) {
        return hosts(Arrays.stream(context.statusTracker().getExecutorInfos()));
    }

    /** Of those that run a context's tasks: the driver's own only in local mode, or where it has an executor as well. */
    public static List<String> ofTasks(SparkContext context) {
        BlockManagerId driver = SparkEnv.get().blockManager().blockManagerId();
        return hosts(Arrays.stream(context.statusTracker().getExecutorInfos())
                .filter(executor -> context.isLocal()
                        || executor.port() != driver.port()
                        || !executor.host().equals(driver.host())));
    }

    private static List<String> hosts(Stream<SparkExecutorInfo> executors) {
        return executors.map(SparkExecutorInfo::host).distinct().sorted().toList();
    }
}
