package io.kaspar.catalog.write;

import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * Sends the rows of a batch, each once.
 *
 * @param epoch which part of a named write it is; 0 where there is one only
 */
record TransactionalBatchWrite(TransactionalWrite write, long epoch) implements BatchWrite {

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        return write.begin(epoch);
    }

    /** Which attempt of a task counts is said before its transaction is left open. */
    @Override
    public boolean useCommitCoordinator() {
        return true;
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
