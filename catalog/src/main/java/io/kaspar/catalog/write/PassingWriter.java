package io.kaspar.catalog.write;

import io.kaspar.writer.WriteCounters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Passes over rows that are in the topic. */
final class PassingWriter implements DataWriter<InternalRow> {
    @Override
    public void write(InternalRow row) {}

    @Override
    public WriterCommitMessage commit() {
        return new TopicDataWriter.Sent(WriteCounters.NOTHING);
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}
}
