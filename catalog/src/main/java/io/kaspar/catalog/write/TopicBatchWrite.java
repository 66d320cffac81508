package io.kaspar.catalog.write;

import io.kaspar.writer.WriteSpec;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Sends the rows of a batch, each at least once. What tasks sent cannot be taken back. */
record TopicBatchWrite(WriteSpec spec) implements BatchWrite {

    @Override
    public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
        return new TopicWriterFactory(spec);
    }

    /** Each task has sent its rows by then, and one that comes too late has as well. */
    @Override
    public boolean useCommitCoordinator() {
        return false;
    }

    @Override
    public void commit(WriterCommitMessage[] messages) {}

    @Override
    public void abort(WriterCommitMessage[] messages) {}
}
