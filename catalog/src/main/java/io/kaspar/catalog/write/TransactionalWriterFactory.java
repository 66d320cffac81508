package io.kaspar.catalog.write;

import io.kaspar.writer.WriteSpec;
import io.kaspar.writer.transaction.WriteIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;

/**
 * Opens writers with a transaction each, in tasks. Crosses to the executors.
 *
 * @param timeoutMs of a transaction
 * @param committedEpoch up to which all is committed, so that its rows are passed over; or {@link #NOTHING_COMMITTED}
 */
record TransactionalWriterFactory(WriteSpec spec, WriteIdentity identity, int timeoutMs, long committedEpoch)
        implements DataWriterFactory, StreamingDataWriterFactory {
    private static final long serialVersionUID = 1L;

    static final long NOTHING_COMMITTED = -1;

    /** The only epoch that a statement has. */
    static final long STATEMENT_EPOCH = 0;

    @Override
    public DataWriter<InternalRow> createWriter(int partitionId, long taskId) {
        return createWriter(partitionId, taskId, STATEMENT_EPOCH);
    }

    @Override
    public DataWriter<InternalRow> createWriter(int partitionId, long taskId, long epochId) {
        if (epochId < committedEpoch) {
            throw new IllegalStateException("epoch " + epochId + " of the stream " + identity.writeId()
                    + " comes again, but topic " + identity.topic() + " has all up to epoch " + committedEpoch
                    + ": the checkpoint is an older one. Start with a new checkpoint, or restore the newest");
        }
        if (epochId == committedEpoch) {
            return new PassingWriter();
        }
        try {
            return TopicDataWriter.inTransaction(spec, identity.newAttemptId(partitionId), timeoutMs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
