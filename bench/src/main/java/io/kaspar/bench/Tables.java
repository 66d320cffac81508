package io.kaspar.bench;

import io.kaspar.bench.data.TopicSpec;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** How one SQL contender sees topics. */
public interface Tables {

    /** What stands behind {@code FROM}; readied in the session when it is not there yet. */
    String table(SparkSession spark, TopicSpec topic);

    /**
     * The same for a topic of another format than Avro.
     *
     * @param decoding how it is read without Kaspar
     * @param options of the topic, which Kaspar is told before its catalog is used for the first time
     */
    String table(SparkSession spark, TopicSpec topic, RivalDecoding decoding, Map<String, String> options);

    /**
     * A topic of Avro as a stream.
     *
     * @param options of the stream, which all contenders know by the same names
     */
    Dataset<Row> stream(SparkSession spark, TopicSpec topic, Map<String, String> options);
}
