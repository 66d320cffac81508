package io.kaspar.catalog.scan;

import org.apache.spark.sql.connector.read.streaming.PartitionOffset;

/**
 * How far a task got that reads in real time.
 *
 * @param next the first offset whose record it did not give
 */
record TailOffset(String topic, int partition, long next) implements PartitionOffset {
    private static final long serialVersionUID = 1L;
}
