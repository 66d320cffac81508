package io.kaspar.soak;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/**
 * A stream, and how it is stopped and started again.
 *
 * @param kind for reports
 * @param catalog that is asked
 * @param raw whether it reads what Spark's own connector gives, which has no epochs
 * @param options of the stream
 * @param trigger of its micro-batches
 * @param runs how long each run of the query may take until it is stopped, and what becomes of its checkpoint then
 */
record StreamRequest(
        String kind,
        String topic,
        String catalog,
        boolean raw,
        Map<String, String> options,
        Trigger trigger,
        List<StreamEnd> runs) {
    StreamRequest {
        runs = List.copyOf(runs);
    }

    /**
     * How a run ends that nothing else ended.
     *
     * @param afterMs when it is stopped, in the middle of whatever it does
     * @param forgetsCommit whether the last micro-batch is not known to be done any more, as after a crash between the sink
     *     and the checkpoint
     */
    record StreamEnd(int afterMs, boolean forgetsCommit) {}

    /** The stream, with the columns that comparisons need. */
    Dataset<Row> rows(SparkSession spark) {
        String table = catalog + ".`" + topic + (raw ? "$raw`" : "`");
        Dataset<Row> rows = spark.readStream().options(options).table(table);
        return raw
                ? rows.selectExpr(
                        "partition", "offset", "CAST(NULL AS INT) AS epoch", "timestamp", "key", "value", "headers")
                : rows.selectExpr("_partition", "_offset", "_leader_epoch", "_timestamp", "_key", "value", "_headers");
    }

    boolean bearsLoss() {
        return "false".equals(options.get("failOnDataLoss"));
    }

    /** What one of its micro-batches asks for, in the terms of comparisons. */
    ScanRequest batch() {
        return new ScanRequest(
                kind,
                topic,
                catalog,
                options,
                false,
                !"read_uncommitted".equals(options.get("isolation")),
                Optional.empty(),
                ScanRequest.ALL,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                ScanRequest.NO_LIMIT,
                0,
                !raw);
    }

    @Override
    public String toString() {
        return "stream of " + catalog + "." + topic + " (" + kind + ") with " + options + ", " + trigger;
    }
}
