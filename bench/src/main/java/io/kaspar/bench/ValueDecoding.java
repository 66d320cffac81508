package io.kaspar.bench;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How somebody who has Spark's connector reads what is in {@code value}. */
public interface ValueDecoding {
    /** Tells views of one topic apart. */
    String suffix();

    /** The table that it makes of records. */
    Dataset<Row> decode(Dataset<Row> records);
}
