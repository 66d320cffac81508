package io.kaspar.catalog.write;

import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;

/** Sends the rows of a stream, those of each epoch once: an epoch that comes again after it was committed is passed over. */
record TransactionalStreamingWrite(TransactionalWrite write, SinkProgress progress) implements StreamingWrite {

    @Override
    public StreamingDataWriterFactory createStreamingWriterFactory(PhysicalWriteInfo info) {
        return write.begin(0);
    }

    @Override
    public boolean useCommitCoordinator() {
        return true;
    }

    @Override
    public void commit(long epochId, WriterCommitMessage[] messages) {
        write.commit(epochId, messages);
        progress.take(messages);
    }

    @Override
    public void abort(long epochId, WriterCommitMessage[] messages) {
        write.abort();
    }
}
