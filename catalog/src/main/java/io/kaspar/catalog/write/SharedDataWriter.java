package io.kaspar.catalog.write;

import io.kaspar.schema.line.SinceSpark;
import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * Sends the rows of one task in the transaction of all. It asks whether it may before the first row, and without rows before its end: each
 * task has one attempt that counts, and that is the one that sent.
 */
final class SharedDataWriter implements DataWriter<InternalRow> {
    private final TopicDataWriter writer;
    private final SenderPermission permission;

    SharedDataWriter(TopicDataWriter writer, SenderPermission permission) {
        this.writer = writer;
        this.permission = permission;
    }

    @Override
    public void write(InternalRow row) throws IOException {
        permission.require();
        writer.write(row);
    }

    @Override
    @SinceSpark("4.0")
    public void writeAll(Iterator<InternalRow> rows) throws IOException {
        if (rows.hasNext()) {
            permission.require();
        }
        writer.writeAll(rows);
    }

    @Override
    public WriterCommitMessage commit() throws IOException {
        permission.require();
        return writer.commit();
    }

    /** The driver aborts what was sent: the attempt that comes next may not send, and the statement fails. */
    @Override
    public void abort() {}

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return writer.currentMetricsValues();
    }

    @Override
    public void close() {
        writer.close();
    }
}
