package io.kaspar.catalog.write;

import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.jspecify.annotations.Nullable;

/**
 * Sends the rows of a batch, each once.
 *
 * @param epoch which part of a named write it is; 0 where there is one only
 * @param senders how tasks have one transaction together; null where each has one
 * @param partitionCount of the topic
 */
record TransactionalBatchWrite(
        TransactionalWrite write, long epoch, @Nullable SenderPlan senders, int partitionCount) implements BatchWrite {

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        if (senders == null) {
            return write.begin(epoch);
        }
        senders.requireTasks(info.numPartitions());
        return write.beginShared(epoch, info.numPartitions(), partitionCount);
    }

    /**
     * Which attempt of a task counts is said before its transaction is left open. Where tasks have one together it is said before they send
     * ({@link SenderPermission}).
     */
    @Override
    public boolean useCommitCoordinator() {
        return senders == null;
    }

    @Override
    public void commit(WriterCommitMessage[] messages) {
        write.commit(epoch, messages);
    }

    @Override
    public void abort(WriterCommitMessage[] messages) {
        write.abort();
    }
}
