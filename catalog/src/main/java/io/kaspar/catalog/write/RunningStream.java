package io.kaspar.catalog.write;

import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** What can be told of a stream that runs, beside what Spark says to a sink. */
final class RunningStream {
    private RunningStream() {}

    /**
     * Whether the stream runs in real-time mode. Spark tells that to sources only, so that the stream's own trigger is asked for. It is reached
     * by names, which all lines of Spark have, since its classes lie in other packages from line to line.
     */
    static boolean isRealTime(String queryId) {
        try {
            // the session of a stream is a copy, which shares this with the one that started it
            Object shared = call(SparkSession.active(), "sharedState");
            Map<?, ?> running = (Map<?, ?>) call(shared, "activeStreamingQueries");
            Object query = running.get(UUID.fromString(queryId));
            if (query == null) {
                throw untold(null);
            }
            return call(query, "trigger").getClass().getSimpleName().startsWith("RealTime");
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw untold(e);
        }
    }

    private static Object call(Object object, String method) throws ReflectiveOperationException {
        return object.getClass().getMethod(method).invoke(object);
    }

    private static UnwritableException untold(@Nullable Exception cause) {
        return new UnwritableException(
                "this Spark does not tell how its streams run, so that exactly-once delivery is not possible; use"
                        + " delivery=at-least-once",
                cause);
    }
}
