package io.kaspar.catalog.write;

import io.kaspar.writer.WriteSpec;
import io.kaspar.writer.transaction.WriteIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens writers with a transaction each, or with one together, in tasks. Crosses to the executors.
 *
 * @param timeoutMs of a transaction
 * @param epoch of a statement; streams say theirs with each writer
 * @param committedEpoch up to which all is committed, so that its rows are passed over; or {@link #NOTHING_COMMITTED}
 * @param shared null where each task has a transaction
 */
record TransactionalWriterFactory(
        WriteSpec spec,
        WriteIdentity identity,
        int timeoutMs,
        long epoch,
        long committedEpoch,
        @Nullable SharedSenders shared)
        implements DataWriterFactory, StreamingDataWriterFactory {
    private static final long serialVersionUID = 1L;

    static final long NOTHING_COMMITTED = -1;

    @Override
    public DataWriter<InternalRow> createWriter(int partitionId, long taskId) {
        return createWriter(partitionId, taskId, epoch);
    }

    @Override
    public DataWriter<InternalRow> createWriter(int partitionId, long taskId, long epochId) {
        if (epochId < committedEpoch) {
            throw new IllegalStateException("epoch " + epochId + " of " + identity.writeId()
                    + " comes again, but topic " + identity.topic() + " has all up to epoch " + committedEpoch
                    + ": the checkpoint is an older one. Start with a new checkpoint, or restore the newest");
        }
        if (epochId == committedEpoch) {
            return new PassingWriter();
        }
        try {
            return shared == null
                    ? TopicDataWriter.inTransaction(spec, identity.newAttemptId(partitionId), timeoutMs)
                    : shared.writer(spec, partitionId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
