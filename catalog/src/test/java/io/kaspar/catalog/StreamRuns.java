package io.kaspar.catalog;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Runs streaming queries and keeps their rows as texts.
 *
 * @param folder of their checkpoints
 */
record StreamRuns(Path folder) {
    /** What one run of a query did. */
    record Run(Map<Long, List<String>> batches, List<StreamingQueryProgress> progress) {
        List<String> rows() {
            return batches.values().stream().flatMap(List::stream).toList();
        }

        List<Integer> batchSizes() {
            return batches.values().stream().map(List::size).toList();
        }
    }

    /** With what is there, in append mode. */
    Run run(Dataset<Row> rows, String checkpoint) throws Exception {
        return run(rows, checkpoint, OutputMode.Append());
    }

    /** With what is there. */
    Run run(Dataset<Row> rows, String checkpoint, OutputMode mode) throws Exception {
        Map<Long, List<String>> batches = Collections.synchronizedMap(new TreeMap<>());
        StreamingQuery query = start(rows, checkpoint, Trigger.AvailableNow(), mode, batches);
        try {
            query.awaitTermination();
        } finally {
            query.stop();
        }
        return new Run(batches, List.of(query.recentProgress()));
    }

    /** @param batches gets the rows of each */
    StreamingQuery start(
            Dataset<Row> rows, String checkpoint, Trigger trigger, OutputMode mode, Map<Long, List<String>> batches)
            throws Exception {
        return rows.writeStream()
                .outputMode(mode)
                .option("checkpointLocation", folder.resolve(checkpoint).toUri().toString())
                .trigger(trigger)
                .foreachBatch((Dataset<Row> batch, Long id) -> {
                    batches.put(
                            id,
                            Arrays.stream((Row[]) batch.collect())
                                    .map(row -> row.mkString("|"))
                                    .toList());
                })
                .start();
    }
}
