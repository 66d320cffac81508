package io.kaspar.bench;

import io.kaspar.bench.data.TopicSpec;
import org.apache.spark.sql.SparkSession;

/** How one SQL contender sees topics. */
public interface Tables {

    /** What stands behind {@code FROM}; readied in the session when it is not there yet. */
    String table(SparkSession spark, TopicSpec topic);
}
