package io.kaspar.catalog.scan;

import io.kaspar.reader.task.ScanSpec;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;

/**
 * A planned scan. Equal to one that reads the same in the same way, so that Spark runs it once.
 *
 * @param specs by topic
 * @param isOfLastRows whether tasks give their last rows only, as many as {@code specs} say
 * @param guard asked when the scan begins
 */
record TopicBatch(
        Map<String, ScanSpec> specs, List<TopicInputPartition> inputPartitions, boolean isOfLastRows, ScanGuard guard)
        implements Batch {

    @Override
    public InputPartition[] planInputPartitions() {
        return inputPartitions.toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        guard.requireWithin();
        return new TopicReaderFactory(specs, isOfLastRows);
    }
}
