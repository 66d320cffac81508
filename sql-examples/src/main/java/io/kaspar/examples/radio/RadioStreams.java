package io.kaspar.examples.radio;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.kaspar.examples.run.ExampleCluster;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** The streams of the example. Each keeps its checkpoint in a folder of its own, and ends with what is there. */
public final class RadioStreams {
    /** Where plays go through. */
    public static final String TOPIC = "test";

    private static final String TABLE = "kaspar." + TOPIC;

    /** How far the topic is counted, and how far it is written, by partition. */
    private static final String MONITOR = """
            SELECT written._partition AS partition, greatest(counted.offset, 0) AS counted, written.offset AS written,
                   written.offset - greatest(counted.offset, 0) AS lag
            FROM (SELECT _partition, max(_offset) + 1 AS offset FROM kaspar.test GROUP BY _partition) written
            LEFT JOIN (SELECT explode(from_json(:offsets, 'test MAP<STRING, BIGINT>').test) AS (partition, offset)) counted
              ON written._partition = int(counted.partition)
            ORDER BY partition""";

    private final SparkSession spark;
    private final Path checkpoints;
    private final String artist;

    /** @param artist the one whose plays are counted */
    public RadioStreams(SparkSession spark, Path checkpoints, String artist) {
        this.spark = spark;
        this.checkpoints = checkpoints;
        this.artist = artist;
        ExampleCluster.jsonTopic(spark, TOPIC, "radio STRING, artist STRING, title STRING, plays BIGINT");
    }

    /** Files into the topic, one in each micro-batch; the plays of a radio stay in their order. */
    public StreamingQuery publish(Path files) throws TimeoutException {
        return spark.readStream()
                .schema("radio STRING, artist STRING, title STRING, plays BIGINT")
                .option("maxFilesPerTrigger", 1)
                .parquet(files.toUri().toString())
                .writeStream()
                .option("checkpointLocation", checkpoint("publish"))
                .option("key.columns", "radio")
                .trigger(Trigger.AvailableNow())
                .toTable(TABLE);
    }

    /**
     * Counts by hand, in the database.
     *
     * @param name of the checkpoint
     * @param startingOffsets where to start without one
     */
    public StreamingQuery count(PlayCounter counter, String name, String startingOffsets) throws TimeoutException {
        return plays(startingOffsets)
                .select("_partition", "_offset", "radio", "artist", "title", "plays")
                .writeStream()
                .option("checkpointLocation", checkpoint(name))
                .trigger(Trigger.AvailableNow())
                .foreachBatch(counter)
                .start();
    }

    /** Sums up in the stream itself, and puts totals into the database through a typed sink. */
    public StreamingQuery sumUp(InetSocketAddress database) throws TimeoutException {
        return ofArtist()
                .groupBy("radio", "title")
                .agg(sum("plays").as("plays"))
                .as(Encoders.bean(TitleTotal.class))
                .writeStream()
                .option("checkpointLocation", checkpoint("totals"))
                .outputMode("update")
                .trigger(Trigger.AvailableNow())
                .foreach(new TotalWriter(database, artist))
                .start();
    }

    /** Keeps the artist's plays in JSON files, in a folder for each radio. */
    public StreamingQuery keep(Path folder) throws TimeoutException {
        return ofArtist()
                .writeStream()
                .option("checkpointLocation", checkpoint("files"))
                .partitionBy("radio")
                .trigger(Trigger.AvailableNow())
                .format("json")
                .start(folder.toUri().toString());
    }

    /** Offsets and lag of what the database counts: {@code partition}, {@code counted}, {@code written}, {@code lag}. */
    public Dataset<Row> monitor(TopicOffsets counted) {
        return spark.sql(MONITOR, Map.of("offsets", counted.json()));
    }

    private Dataset<Row> ofArtist() {
        return plays("earliest").filter(col("artist").equalTo(artist));
    }

    private Dataset<Row> plays(String startingOffsets) {
        return spark.readStream().option("startingOffsets", startingOffsets).table(TABLE);
    }

    private String checkpoint(String name) {
        return checkpoints.resolve(name).toUri().toString();
    }
}
