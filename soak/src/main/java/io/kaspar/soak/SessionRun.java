package io.kaspar.soak;

import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/** In the session that scans, too; stopped by an interrupt. */
final class SessionRun implements StreamRunner {
    private static final long STEP_MS = 20;

    private final StreamRequest request;
    private final StreamFiles files;
    private final SparkSession spark;
    private final BatchStore batches = new KeptBatches();
    private final StreamSink sink;

    SessionRun(StreamRequest request, StreamFiles files, SparkSession spark, Tally tally) {
        this.request = request;
        this.files = files;
        this.spark = spark;
        this.sink = new StreamSink(spark, batches, tally);
    }

    @Override
    public BatchStore batches() {
        return batches;
    }

    @Override
    @SuppressWarnings("IllegalCatch") // whatever a stream fails with is what is looked for here
    public Ended run(int atMostMs, Life life) {
        try {
            StreamingQuery query = request.writer(spark, sink, files).start();
            boolean hasEnded = await(query, atMostMs, life);
            long stopMs = stop(query);
            return query.exception().isDefined()
                    ? Ended.failed(hasEnded, query.exception().get())
                    : Ended.well(hasEnded, query.lastProgress() != null, stopMs);
        } catch (Exception e) {
            return Ended.failed(true, e);
        }
    }

    /** Whether the query ended of itself. */
    private static boolean await(StreamingQuery query, int atMostMs, Life life) {
        long endMs = System.currentTimeMillis() + atMostMs;
        while (query.isActive() && life.goesOn() && System.currentTimeMillis() < endMs) {
            life.pause(STEP_MS);
        }
        return !query.isActive();
    }

    private static long stop(StreamingQuery query) throws TimeoutException {
        long stopMs = System.currentTimeMillis();
        query.stop();
        return System.currentTimeMillis() - stopMs;
    }
}
