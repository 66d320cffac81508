package io.kaspar.catalog.scan;

import io.kaspar.reader.task.ScanSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Opens readers in tasks; they give columns only. Crosses to the executors.
 *
 * @param specs by topic
 * @param isOfLastRows whether tasks give their last rows only, as many as {@code specs} say
 */
record TopicReaderFactory(Map<String, ScanSpec> specs, boolean isOfLastRows) implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean supportColumnarReads(InputPartition inputPartition) {
        return true;
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition inputPartition) {
        TopicInputPartition partition = (TopicInputPartition) inputPartition;
        try {
            ScanSpec spec = Objects.requireNonNull(specs.get(partition.topic()));
            return isOfLastRows
                    ? TopicPartitionReader.ofLastRows(spec, partition.task())
                    : TopicPartitionReader.of(spec, partition.task());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition inputPartition) {
        throw new UnsupportedOperationException("topics are read as columns, not as rows");
    }
}
