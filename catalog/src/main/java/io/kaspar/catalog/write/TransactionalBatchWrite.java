package io.kaspar.catalog.write;

import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Sends the rows of a batch, each once. */
record TransactionalBatchWrite(TransactionalWrite write) implements BatchWrite {

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        return write.begin();
    }

    /** Which attempt of a task counts is said before its transaction is left open. */
    @Override
    public boolean useCommitCoordinator() {
        return true;
    }

    @Override
    public void commit(WriterCommitMessage[] messages) {
        write.commit(TransactionalWriterFactory.STATEMENT_EPOCH, messages);
    }

    @Override
    public void abort(WriterCommitMessage[] messages) {
        write.abort();
    }
}
