package io.kaspar.catalog.ask;

import io.kaspar.catalog.locality.ExecutorHosts;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * What a scan has to know of the session that it is planned for, taken once.
 *
 * @param parallelism how many tasks the session means to run at once, as Spark's own sources take it; 1 without a session
 * @param executorHosts the hosts of its executors as Spark knows them, the driver's own among them
 * @param context whose executors can be asked; null without a session
 */
public record SessionFacts(
        int parallelism,
        List<String> executorHosts,
        @Nullable SparkContext context) {
    private static final String PARALLELISM_OF_LEAVES = "spark.sql.leafNodeDefaultParallelism";

    public SessionFacts {
        executorHosts = List.copyOf(executorHosts);
    }

    /** Of the session that this thread plans for. */
    public static SessionFacts current() {
        Option<SparkSession> session = SparkSession.getActiveSession();
        if (session.isEmpty()) {
            return new SessionFacts(1, List.of(), null);
        }
        SparkContext context = session.get().sparkContext();
        return new SessionFacts(parallelism(session.get(), context), ExecutorHosts.of(context), context);
    }

    private static int parallelism(SparkSession session, SparkContext context) {
        Option<String> ofLeaves = session.conf().getOption(PARALLELISM_OF_LEAVES);
        return Math.max(1, ofLeaves.isDefined() ? Integer.parseInt(ofLeaves.get()) : context.defaultParallelism());
    }

    @Override
    public String toString() {
        return "SessionFacts[" + parallelism + " tasks at once on " + executorHosts + "]";
    }
}
