package io.kaspar.catalog;

import org.apache.spark.sql.SparkSession;
import scala.Option;

/** How many tasks a session means to run at once, as Spark's own sources take it. */
final class SessionParallelism {
    private static final String OF_LEAVES = "spark.sql.leafNodeDefaultParallelism";

    private SessionParallelism() {}

    /** Of the session that this thread plans for; 1 when it plans for none. */
    static int current() {
        Option<SparkSession> session = SparkSession.getActiveSession();
        if (session.isEmpty()) {
            return 1;
        }
        Option<String> ofLeaves = session.get().conf().getOption(OF_LEAVES);
        return Math.max(
                1,
                ofLeaves.isDefined()
                        ? Integer.parseInt(ofLeaves.get())
                        : session.get().sparkContext().defaultParallelism());
    }
}
