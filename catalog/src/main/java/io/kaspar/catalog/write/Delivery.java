package io.kaspar.catalog.write;

import io.kaspar.catalog.options.DeliveryOptions;
import io.kaspar.writer.WriteSpec;
import io.kaspar.writer.transaction.WriteIdentity;
import io.kaspar.writer.transaction.WriteIdentity.Kind;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often a statement's rows, or a stream's, may be in the topic; and what the write is called if that is once. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
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

    /**
     * Of a statement: Spark gives it a new name each time, so that only its user can say that it is the same.
     *
     * @throws UnwritableException where one name would be that of all micro-batches, whose rows were passed over from the second one on
     */
    TransactionalWrite ofStatement(WriteSpec spec) {
        if (RunningStream.isHere()) {
            if (options().writeId().isEmpty()) {
                LOG.warn(
                        "A micro-batch that comes again after a failure will be in topic {} twice: name it with the options"
                                + " write.id and write.epoch",
                        context.topic());
            } else if (options().epoch().isEmpty()) {
                throw new UnwritableException(
                        "option write.id alone names all micro-batches of a stream, of which the first one only would be"
                                + " written; name this one, too, with write.epoch=<number of the micro-batch>");
            }
        }
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
        if (!RunningStream.hasMicroBatches(info.queryId())) {
            throw refused("Trigger.RealTime and Trigger.Continuous");
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
                options.cluster(context.cluster()),
                new WriteIdentity(
                        options.idPrefix(), context.topic(), context.layout().topicId(), kind, writeId));
    }
}
