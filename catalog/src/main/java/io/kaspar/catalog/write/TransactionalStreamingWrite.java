package io.kaspar.catalog.write;

import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;

/**
 * Sends the rows of a stream, those of each epoch once: an epoch that comes again after it was committed is passed over.
 *
 * @param isAtomic whether an epoch is seen at once, so that one task sends it
 */
record TransactionalStreamingWrite(TransactionalWrite write, boolean isAtomic, SinkProgress progress)
        implements StreamingWrite {

    @Override
    public StreamingDataWriterFactory createStreamingWriterFactory(PhysicalWriteInfo info) {
        if (isAtomic && info.numPartitions() != 1) {
            throw new IllegalStateException(
                    "rows of an epoch come in " + info.numPartitions() + " tasks, and not in one");
        }
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
