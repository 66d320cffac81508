package io.kaspar.catalog.write;

import io.kaspar.schema.lease.Lease;
import io.kaspar.writer.WriteException;
import io.kaspar.writer.WriteSpec;
import io.kaspar.writer.transaction.ExactlyOnceWrite;
import io.kaspar.writer.transaction.StreamWrites;
import io.kaspar.writer.transaction.TransactionalCluster;
import io.kaspar.writer.transaction.WriteIdentity;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The driver's side of rows that are there once, for statements and for streams. Used by one thread at a time, as Spark does. */
final class TransactionalWrite {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalWrite.class);

    private final WriteSpec spec;
    private final TransactionalCluster cluster;
    private final WriteIdentity identity;
    private @Nullable Begun begun;

    /** What was begun, of this write alone or lent. */
    private record Begun(ExactlyOnceWrite write, Runnable spoil, Runnable close) {
        static Begun alone(ExactlyOnceWrite write) {
            return new Begun(write, () -> {}, write::close);
        }

        static Begun of(Lease<ExactlyOnceWrite> lease) {
            return new Begun(lease.value(), lease::spoil, lease::close);
        }
    }

    TransactionalWrite(WriteSpec spec, TransactionalCluster cluster, WriteIdentity identity) {
        this.spec = spec;
        this.cluster = cluster;
        this.identity = identity;
    }

    /**
     * Begins, before any task, and makes what opens their writers.
     *
     * @param epoch of a statement
     */
    TransactionalWriterFactory begin(long epoch) {
        return begin(epoch, write -> null);
    }

    /**
     * The same where tasks have one transaction together.
     *
     * @param tasks as many as there are
     */
    TransactionalWriterFactory beginShared(long epoch, int tasks, int partitionCount) {
        return begin(epoch, write -> new SharedSenders(write.share(), tasks, partitionCount));
    }

    /** What tasks have in common when a write was begun. */
    @FunctionalInterface
    private interface Sharing {
        @Nullable
        SharedSenders of(ExactlyOnceWrite write) throws WriteException;
    }

    private TransactionalWriterFactory begin(long epoch, Sharing sharing) {
        try {
            begun = identity.kind() == WriteIdentity.Kind.STREAM
                    ? Begun.of(StreamWrites.lease(cluster, identity))
                    : Begun.alone(ExactlyOnceWrite.begin(cluster, identity));
            ExactlyOnceWrite write = begun.write();
            return new TransactionalWriterFactory(
                    spec,
                    identity,
                    cluster.transactionTimeoutMs(),
                    epoch,
                    write.committedEpoch().orElse(TransactionalWriterFactory.NOTHING_COMMITTED),
                    isCommitted(write.committedEpoch(), epoch) ? null : sharing.of(write));
        } catch (WriteException e) {
            close();
            throw new UnwritableException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedIOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits what these tasks sent, unless the epoch is committed. */
    void commit(long epoch, WriterCommitMessage[] messages) {
        ExactlyOnceWrite write = Objects.requireNonNull(begun).write();
        List<String> ids = Arrays.stream(messages)
                .filter(TopicDataWriter.Prepared.class::isInstance)
                .map(message -> ((TopicDataWriter.Prepared) message).transactionalId())
                .distinct()
                .toList();
        try {
            if (isCommitted(write.committedEpoch(), epoch)) {
                LOG.warn(
                        "Nothing is written to topic {}: epoch {} of {} was committed before",
                        spec.topic(),
                        epoch,
                        identity.writeId());
            } else {
                write.commit(epoch, ids);
            }
        } catch (WriteException e) {
            throw new UnwritableException(String.valueOf(e.getMessage()), e);
        }
        close();
    }

    private static boolean isCommitted(OptionalLong committed, long epoch) {
        return committed.isPresent() && committed.getAsLong() >= epoch;
    }

    /** Aborts what tasks left open. */
    void abort() {
        try {
            if (begun != null) {
                begun.spoil().run();
                begun.write().abort();
            }
        } catch (WriteException e) {
            LOG.warn("Transactions on topic {} may stay open until they time out: {}", spec.topic(), e.getMessage());
        } finally {
            close();
        }
    }

    private void close() {
        if (begun != null) {
            begun.close().run();
            begun = null;
        }
    }
}
