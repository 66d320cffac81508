package io.kaspar.catalog.write;

import io.kaspar.catalog.options.DeliveryOptions;
import io.kaspar.writer.ProducerSettings;
import io.kaspar.writer.WriteSpec;
import io.kaspar.writer.transaction.TransactionalCluster;
import io.kaspar.writer.transaction.WriteIdentity;
import io.kaspar.writer.transaction.WriteIdentity.Kind;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;

/** How often a statement's rows, or a stream's, may be in the topic; and what the write is called if that is once. */
final class Delivery {
    private static final String ASYNC_PROGRESS = "asyncProgressTrackingEnabled";

    private final WriteContext context;
    private final LogicalWriteInfo info;

    Delivery(WriteContext context, LogicalWriteInfo info) {
        this.context = context;
        this.info = info;
    }

    private DeliveryOptions options() {
        return context.options().delivery();
    }

    boolean isExactlyOnce() {
        return options().isExactlyOnce();
    }

    boolean isAtomic() {
        return options().isAtomic();
    }

    /** Which part of a named write a statement is; 0 where there is one only. */
    long epoch() {
        return options().epoch().orElse(0);
    }

    /** Of a statement: Spark gives it a new name each time, so that only its user can say that it is the same. */
    TransactionalWrite ofStatement(WriteSpec spec) {
        return options()
                .writeId()
                .map(writeId -> write(spec, Kind.NAMED, writeId))
                .orElseGet(() -> write(spec, Kind.STATEMENT, info.queryId()));
    }

    /**
     * Of a stream, whose name is in its checkpoint.
     *
     * @throws UnwritableException where an epoch that comes again may have other rows
     */
    TransactionalWrite ofStream(WriteSpec spec) {
        if (options().writeId().isPresent()) {
            throw new UnwritableException("option write.id is for statements: a stream is named by its checkpoint");
        }
        if (info.options().getBoolean(ASYNC_PROGRESS, false)) {
            throw refused("asynchronous progress tracking (" + ASYNC_PROGRESS + ")");
        }
        if (RunningStream.isRealTime(info.queryId())) {
            throw refused("real-time mode (Trigger.RealTime)");
        }
        return write(spec, Kind.STREAM, info.queryId());
    }

    private UnwritableException refused(String what) {
        return new UnwritableException(
                "exactly-once delivery to topic " + context.topic() + " is not possible with " + what
                        + ": after a failure Spark may run an epoch again with other rows; use micro-batches, or"
                        + " delivery=at-least-once");
    }

    private TransactionalWrite write(WriteSpec spec, Kind kind, String writeId) {
        DeliveryOptions options = options();
        return new TransactionalWrite(
                spec,
                new TransactionalCluster(
                        context.cluster().kafkaProperties(),
                        options.decisionTopic(),
                        context.cluster().requestTimeoutMs(),
                        ProducerSettings.transactionTimeoutMs(context.cluster().kafkaProperties())),
                new WriteIdentity(
                        options.idPrefix(), context.topic(), context.layout().topicId(), kind, writeId));
    }
}
