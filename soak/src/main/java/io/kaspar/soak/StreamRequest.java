package io.kaspar.soak;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.Trigger;

/**
 * A stream, and how it is stopped and started again.
 *
 * @param kind for reports
 * @param topics that it reads, one or several
 * @param naming how it names them
 * @param catalog that is asked; of its settings only, where topics are not named as a table
 * @param raw whether it reads what Spark's own connector gives, which has no epochs
 * @param options of the stream
 * @param everyMs how long from one micro-batch to the next; {@link #AVAILABLE_NOW} when it ends with what is there
 * @param runs how long each run of the query may take until it is stopped, and what becomes of its checkpoint then
 * @param killed whether it runs in a process of its own, which is killed in place of stopping the query
 */
record StreamRequest(
        String kind,
        List<String> topics,
        Naming naming,
        String catalog,
        boolean raw,
        Map<String, String> options,
        int everyMs,
        List<StreamEnd> runs,
        boolean killed)
        implements Serializable {
    static final int AVAILABLE_NOW = -1;
    static final int TOPIC_COLUMN = 7;

    /** How a stream names its topics. */
    enum Naming {
        /** As the table of a catalog. */
        TABLE,
        /** As a list. */
        SUBSCRIBE,
        /** As a pattern. */
        PATTERN
    }

    StreamRequest {
        topics = List.copyOf(topics);
        options = Map.copyOf(options);
        runs = List.copyOf(runs);
    }

    /**
     * How a run ends that nothing else ended.
     *
     * @param afterMs when it is stopped, in the middle of whatever it does
     * @param forgetsCommit whether the last micro-batch is not known to be done any more, as after a crash between the sink
     *     and the checkpoint
     */
    record StreamEnd(int afterMs, boolean forgetsCommit) implements Serializable {}

    /** The stream, with the columns that comparisons need. */
    Dataset<Row> rows(SparkSession spark) {
        Dataset<Row> rows = source(spark);
        return raw
                ? rows.selectExpr(
                        "partition",
                        "offset",
                        "CAST(NULL AS INT) AS epoch",
                        "timestamp",
                        "key",
                        "value",
                        "headers",
                        "topic")
                : rows.selectExpr(
                        "_partition", "_offset", "_leader_epoch", "_timestamp", "_key", "value", "_headers", "_topic");
    }

    private Dataset<Row> source(SparkSession spark) {
        DataStreamReader reader = spark.readStream().options(options);
        if (naming == Naming.TABLE) {
            return reader.table(catalog + ".`" + topics.get(0) + (raw ? "$raw`" : "`"));
        }
        DataStreamReader several = reader.format("kaspar").options(SoakSession.settings(spark, catalog));
        return (raw ? several.option("view", "raw") : several)
                .option(
                        naming == Naming.SUBSCRIBE ? "subscribe" : "subscribePattern",
                        topics.stream().collect(Collectors.joining(naming == Naming.SUBSCRIBE ? "," : "|")))
                .load();
    }

    /** What writes its rows to a sink. */
    DataStreamWriter<Row> writer(SparkSession spark, StreamSink sink, StreamFiles files) {
        return rows(spark)
                .writeStream()
                .foreachBatch(sink)
                .trigger(everyMs == AVAILABLE_NOW ? Trigger.AvailableNow() : Trigger.ProcessingTime(everyMs))
                .option("checkpointLocation", files.folder().toUri().toString());
    }

    boolean bearsLoss() {
        return "false".equals(options.get("failOnDataLoss"));
    }

    /** What one of its micro-batches asks for of one of its topics, in the terms of comparisons. */
    ScanRequest batch(String topic) {
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
        return "stream of " + catalog + "." + String.join(",", topics) + " (" + kind + ") with " + options + ", every "
                + everyMs + " ms";
    }
}
