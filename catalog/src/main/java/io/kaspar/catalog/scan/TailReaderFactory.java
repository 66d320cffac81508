package io.kaspar.catalog.scan;

import io.kaspar.reader.task.ScanSpec;
import io.kaspar.schema.line.SinceSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;

/**
 * Opens readers in tasks of real-time mode, which Spark asks for rows only. Crosses to the executors.
 *
 * @param specs by topic
 */
@SinceSpark("4.1")
record TailReaderFactory(Map<String, ScanSpec> specs) implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition inputPartition) {
        TopicInputPartition partition = (TopicInputPartition) inputPartition;
        try {
            return new TailReader(Objects.requireNonNull(specs.get(partition.topic())), partition.task());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
