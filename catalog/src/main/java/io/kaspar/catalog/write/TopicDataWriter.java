package io.kaspar.catalog.write;

import io.kaspar.catalog.write.metric.WriteMetrics;
import io.kaspar.writer.RecordSender;
import io.kaspar.writer.WriteSpec;
import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Sends the rows of one task. */
final class TopicDataWriter implements DataWriter<InternalRow> {
    private final RecordSender writer;
    private final RowValues values;

    TopicDataWriter(WriteSpec spec) throws IOException {
        this.writer = RecordSender.open(spec);
        this.values = new RowValues(spec.rows());
    }

    @Override
    public void write(InternalRow row) throws IOException {
        writer.write(values.of(row));
    }

    @Override
    public WriterCommitMessage commit() throws IOException {
        writer.flush();
        return Sent.ALL;
    }

    /** What was sent cannot be taken back. */
    @Override
    public void abort() {}

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return WriteMetrics.values(writer.counters());
    }

    @Override
    public void close() {
        writer.close();
    }

    /** Says that a task's rows were acknowledged. */
    private enum Sent implements WriterCommitMessage {
        ALL
    }
}
