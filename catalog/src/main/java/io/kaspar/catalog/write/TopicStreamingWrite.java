package io.kaspar.catalog.write;

import io.kaspar.writer.WriteSpec;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;

/** Sends the rows of a stream, each at least once: those of a micro-batch that is tried again come again. */
record TopicStreamingWrite(WriteSpec spec, SinkProgress progress) implements StreamingWrite {

    @Override
    public StreamingDataWriterFactory createStreamingWriterFactory(PhysicalWriteInfo info) {
        return new TopicWriterFactory(spec);
    }

    @Override
    public boolean useCommitCoordinator() {
        return false;
    }

    @Override
    public void commit(long epochId, WriterCommitMessage[] messages) {
        progress.take(messages);
    }

    @Override
    public void abort(long epochId, WriterCommitMessage[] messages) {}
}
