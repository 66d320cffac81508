package io.kaspar.soak;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.streaming.runtime.StreamExecution;
import org.apache.spark.sql.execution.streaming.runtime.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.StreamingQuery;

/** Hands the rows of micro-batches to a store, with what Spark's metrics say of them. */
final class StreamSink implements VoidFunction2<Dataset<Row>, Long> {
    private static final long serialVersionUID = 1L;
    private static final String QUERY_ID = "sql.streaming.queryId";

    private final transient BatchStore batches;
    private final transient SparkSession spark;
    private final transient Tally tally;

    /** @param spark the session whose query it is; micro-batches have one of their own */
    StreamSink(SparkSession spark, BatchStore batches, Tally tally) {
        this.spark = spark;
        this.batches = batches;
        this.tally = tally;
    }

    @Override
    public void call(Dataset<Row> batch, Long number) throws IOException {
        List<Row> rows = batch.collectAsList();
        Optional<SparkPlan> scan = scan();
        SoakMetrics metrics = scan.map(SoakMetrics::of).orElseThrow();
        metrics.addTo(tally);
        tally.streamed(batches.put(number, new BatchRows(scan.get().simpleString(100), rows, metrics.lostOffsets())));
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
}
