package io.kaspar.catalog.locality;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The hosts of a session's executors. */
public final class ExecutorHosts {
    private ExecutorHosts() {}

    /** Of the session that this thread plans for, the driver's own among them; none when it plans for none. */
    public static List<String> current() {
        Option<SparkSession> session = SparkSession.getActiveSession();
        return session.isEmpty() ? List.of() : of(session.get().sparkContext());
    }

    /** Of a context, the driver's own among them. */
    public static List<String> of(SparkContext context) {
        return Arrays.stream(context.statusTracker().getExecutorInfos())
                .map(SparkExecutorInfo::host)
                .distinct()
                .sorted()
                .toList();
    }
}
