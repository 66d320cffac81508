package io.kaspar.bench.latency;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** When a stream's rows came: what it does with micro-batches. Thread-safe. */
final class Arrivals implements VoidFunction2<Dataset<Row>, Long> {
    private static final long serialVersionUID = 1L;
    private static final String ID = "id";
    private static final String TIME = "_timestamp";

    private final transient LatencyOptions options;
    private final transient long[] latenciesMs;
    private transient int arrived;
    private transient long firstMeasuredBatch = Long.MAX_VALUE;

    Arrivals(LatencyOptions options) {
        this.options = options;
        latenciesMs = new long[options.recordCount()];
        Arrays.fill(latenciesMs, -1);
    }

    @Override
    public void call(Dataset<Row> batch, Long number) {
        List<Row> rows = batch.collectAsList();
        add(rows, number, System.currentTimeMillis());
    }

    synchronized void add(List<Row> rows, long number, long nowMs) {
        for (Row row : rows) {
            int id = Math.toIntExact(row.getAs(ID));
            if (latenciesMs[id] >= 0) {
                throw new IllegalStateException("order " + id + " came twice");
            }
            latenciesMs[id] =
                    Math.max(0, nowMs - row.<java.sql.Timestamp>getAs(TIME).getTime());
            arrived++;
            if (id >= options.firstMeasured()) {
                firstMeasuredBatch = Math.min(firstMeasuredBatch, number);
            }
        }
    }

    private synchronized boolean areAllThere() {
        return arrived == latenciesMs.length;
    }

    /** Waits until all orders came, once each. */
    void awaitAll(Duration longest) throws IOException {
        long deadlineNanos = System.nanoTime() + longest.toNanos();
        while (!areAllThere()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new IOException("orders are missing in the stream");
            }
            Latency.pause(50);
        }
    }

    /** The number of the micro-batch in which the warm-up was over. */
    synchronized long firstMeasuredBatch() {
        return firstMeasuredBatch;
    }

    /** Those of orders after the warm-up. */
    synchronized Latencies latencies() {
        return Latencies.of(Arrays.stream(latenciesMs, options.firstMeasured(), latenciesMs.length)
                .map(TimeUnit.MILLISECONDS::toNanos)
                .toArray());
    }
}
