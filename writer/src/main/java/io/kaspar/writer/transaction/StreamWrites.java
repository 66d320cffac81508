package io.kaspar.writer.transaction;

import io.kaspar.client.ClientKey;
import io.kaspar.schema.lease.Lease;
import io.kaspar.schema.lease.Leases;
import io.kaspar.schema.lease.LingerExecutor;
import io.kaspar.writer.WriteException;
import java.io.InterruptedIOException;

/**
 * Lends what drivers of streams have begun, from epoch to epoch: Spark plans each epoch as a write of its own. To be spoiled when an
 * epoch fails, so that the next one looks at what was decided. Thread-safe.
 */
public final class StreamWrites {
    private static final long LINGER_SECONDS = 60;

    /** Of this JVM: Spark gives a sink nothing that outlives an epoch. */
    private static final Leases<Key, ExactlyOnceWrite, WriteException> OF_THIS_JVM =
            new Leases<>(StreamWrites::begin, ExactlyOnceWrite::close, LingerExecutor.ofSeconds(LINGER_SECONDS));

    private record Key(ClientKey client, TransactionalCluster cluster, WriteIdentity write) {}

    private StreamWrites() {}

    /** What was begun, as {@link ExactlyOnceWrite#begin} begins it. */
    public static Lease<ExactlyOnceWrite> lease(TransactionalCluster cluster, WriteIdentity write)
            throws WriteException, InterruptedIOException {
        try {
            return OF_THIS_JVM.lease(new Key(ClientKey.ofThisThread(cluster.kafkaProperties()), cluster, write));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted =
                    new InterruptedIOException("interrupted while waiting for the stream's transactions");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** With the class loader of the stream, which finds what its settings name. */
    private static ExactlyOnceWrite begin(Key key) throws WriteException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(key.client().classLoader());
        try {
            return ExactlyOnceWrite.begin(key.cluster(), key.write());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
