package io.kaspar.catalog.scan;

import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.reader.task.ScanSpec;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;

/** The record batches of a topic's partitions, each partition by one task. Thread-safe. */
final class BatchesScan extends BundledScan {
    /** @param demand which partitions are read; without columns */
    BatchesScan(ScanContext template, ScanDemand demand) {
        super(template, demand);
    }

    @Override
    public StructType readSchema() {
        return BatchColumns.all();
    }

    @Override
    public String description() {
        return reading() + ", record batches";
    }

    @Override
    public Batch toBatch() {
        Map<String, ScanSpec> specs = specs();
        return batch(wholePartitions(), this::logBytes, new BatchReaderFactory(specs));
    }

    /** Crosses to the executors. */
    private record BatchReaderFactory(Map<String, ScanSpec> specs) implements PartitionReaderFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            return new BatchReader(specs, (PartitionBundle) partition);
        }
    }
}
