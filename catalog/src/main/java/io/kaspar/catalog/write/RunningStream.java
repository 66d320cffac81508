package io.kaspar.catalog.write;

import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;

/** What can be told of a stream that runs, beside what Spark says to a sink. */
final class RunningStream {
    /** Spark's {@code StreamExecution.QUERY_ID_KEY}. */
    private static final String QUERY_ID = "sql.streaming.queryId";

    private RunningStream() {}

    /** Whether this thread works on a micro-batch, as code in {@code foreachBatch} does. */
    static boolean isHere() {
        return SparkSession.active().sparkContext().getLocalProperty(QUERY_ID) != null;
    }

    /**
     * Whether the stream runs in micro-batches, and neither in real-time mode nor continuously. Spark tells that to sources only, so that the
     * stream's own trigger is asked for. It is reached by names, which all lines of Spark have, since its classes lie in other packages from
     * line to line.
     */
    static boolean hasMicroBatches(String queryId) {
        try {
            // the session of a stream is a copy, which shares this with the one that started it
            Object shared = call(SparkSession.active(), "sharedState");
            Map<?, ?> running = (Map<?, ?>) call(shared, "activeStreamingQueries");
            Object query = running.get(UUID.fromString(queryId));
            // a continuous one asks for its sink before it runs
            return query != null
                    && !call(query, "trigger").getClass().getSimpleName().startsWith("RealTime");
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw untold(e);
        }
    }

    private static Object call(Object object, String method) throws ReflectiveOperationException {
        return object.getClass().getMethod(method).invoke(object);
    }

    private static UnwritableException untold(Exception cause) {
        return new UnwritableException(
                "this Spark does not tell how its streams run, so that exactly-once delivery is not possible; use"
                        + " delivery=at-least-once",
                cause);
    }
}
