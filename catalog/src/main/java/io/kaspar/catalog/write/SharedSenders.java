package io.kaspar.catalog.write;

import io.kaspar.writer.OwnPartitions;
import io.kaspar.writer.SharedIdentity;
import io.kaspar.writer.WriteSpec;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;

/** Several tasks that send in one transaction. Crosses to the executors. */
record SharedSenders(SharedIdentity identity, int tasks, int partitionCount) implements Serializable {

    DataWriter<InternalRow> writer(WriteSpec spec, int task) throws IOException {
        OwnPartitions partitions = new OwnPartitions(task, tasks, partitionCount, spec.partitioner());
        return new SharedDataWriter(
                TopicDataWriter.inSharedTransaction(spec, identity, partitions),
                new SenderPermission(spec, identity, task));
    }
}
