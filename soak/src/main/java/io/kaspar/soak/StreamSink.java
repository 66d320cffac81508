package io.kaspar.soak;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.streaming.runtime.StreamExecution;
import org.apache.spark.sql.execution.streaming.runtime.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.StreamingQuery;

/** Keeps the rows of micro-batches by their numbers: what came last of a number is what came. Thread-safe. */
final class StreamSink implements VoidFunction2<Dataset<Row>, Long> {
    private static final long serialVersionUID = 1L;
    private static final String QUERY_ID = "sql.streaming.queryId";

    private final transient SortedMap<Long, BatchRows> batches = new TreeMap<>();
    private final transient SparkSession spark;
    private final transient Tally tally;

    /** @param spark the session whose query it is; micro-batches have one of their own */
    StreamSink(SparkSession spark, Tally tally) {
        this.spark = spark;
        this.tally = tally;
    }

    /** What a micro-batch gave. */
    record BatchRows(String plan, List<Row> rows, long lostOffsets) {
        BatchRows {
            rows = List.copyOf(rows);
        }
    }

    @Override
    public void call(Dataset<Row> batch, Long number) {
        List<Row> rows = batch.collectAsList();
        Optional<SparkPlan> scan = scan();
        SoakMetrics metrics = scan.map(SoakMetrics::of).orElseThrow();
        metrics.addTo(tally);
        put(number, new BatchRows(scan.get().simpleString(100), rows, metrics.lostOffsets()));
    }

    private synchronized void put(long number, BatchRows rows) {
        tally.streamed(batches.put(number, rows) != null);
    }

    /** The plan of the micro-batch itself; the sink's own is of rows that are there. */
    private Optional<SparkPlan> scan() {
        UUID id = UUID.fromString(spark.sparkContext().getLocalProperty(QUERY_ID));
        StreamingQuery query = spark.streams().get(id);
        if (query instanceof StreamingQueryWrapper wrapper) {
            StreamExecution execution = wrapper.streamingQuery();
            return Optional.of(
                    execution.lastExecution().executedPlan().collectLeaves().head());
        }
        return Optional.empty();
    }

    /** The number of the last micro-batch that gave something. */
    synchronized OptionalLong last() {
        return batches.isEmpty() ? OptionalLong.empty() : OptionalLong.of(batches.lastKey());
    }

    /** Hands over what a micro-batch gave last; empty when it gave nothing. */
    synchronized Optional<BatchRows> take(long number) {
        return Optional.ofNullable(batches.remove(number));
    }
}
