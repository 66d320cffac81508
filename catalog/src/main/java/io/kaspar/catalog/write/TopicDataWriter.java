package io.kaspar.catalog.write;

import io.kaspar.catalog.write.metric.WriteMetrics;
import io.kaspar.schema.line.SinceSpark;
import io.kaspar.writer.OwnPartitions;
import io.kaspar.writer.RecordSender;
import io.kaspar.writer.SharedIdentity;
import io.kaspar.writer.WriteCounters;
import io.kaspar.writer.WriteSpec;
import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Sends the rows of one task. */
final class TopicDataWriter implements DataWriter<InternalRow> {
    private final RecordSender writer;
    private final RowValues values;
    private final Commit commit;

    /** What ends a task whose rows are all sent. */
    @FunctionalInterface
    private interface Commit {
        WriterCommitMessage of(RecordSender writer) throws IOException;
    }

    private TopicDataWriter(WriteSpec spec, RecordSender writer, Commit commit) {
        this.writer = writer;
        this.values = new RowValues(spec.rows());
        this.commit = commit;
    }

    /** One whose rows are there at least once. */
    static TopicDataWriter atLeastOnce(WriteSpec spec) throws IOException {
        return new TopicDataWriter(spec, RecordSender.open(spec), writer -> {
            writer.flush();
            return new Sent(writer.counters());
        });
    }

    /** One whose rows are there when the driver commits its transaction. */
    static TopicDataWriter inTransaction(WriteSpec spec, String transactionalId, int timeoutMs) throws IOException {
        return new TopicDataWriter(
                spec, RecordSender.inTransaction(spec, transactionalId, timeoutMs), preparing(transactionalId));
    }

    /** One of several whose rows are there when the driver commits the transaction of all. */
    static TopicDataWriter inSharedTransaction(WriteSpec spec, SharedIdentity identity, OwnPartitions partitions)
            throws IOException {
        return new TopicDataWriter(
                spec,
                RecordSender.inSharedTransaction(spec, identity, partitions),
                preparing(identity.transactionalId()));
    }

    private static Commit preparing(String transactionalId) {
        return writer ->
                writer.prepare() ? new Prepared(transactionalId, writer.counters()) : new Sent(WriteCounters.NOTHING);
    }

    @Override
    public void write(InternalRow row) throws IOException {
        writer.write(values.of(row));
    }

    /** Spark asks for the metrics behind the last row, and not again. */
    @Override
    @SinceSpark("4.0")
    public void writeAll(Iterator<InternalRow> rows) throws IOException {
        while (rows.hasNext()) {
            write(rows.next());
        }
        writer.flush();
    }

    @Override
    public WriterCommitMessage commit() throws IOException {
        return commit.of(writer);
    }

    /** {@link #close} aborts a transaction of its own; without one, what was sent cannot be taken back. */
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

    /** Says what a task wrote. */
    sealed interface Written extends WriterCommitMessage {
        WriteCounters counters();
    }

    /** Says that a task's rows were acknowledged, and are in an open transaction. */
    record Prepared(String transactionalId, WriteCounters counters) implements Written {}

    /** Says that the driver has nothing to do for a task's rows. */
    record Sent(WriteCounters counters) implements Written {}
}
