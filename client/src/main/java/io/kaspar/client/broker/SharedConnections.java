package io.kaspar.client.broker;

import io.kaspar.client.ClientKey;
import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.schema.cancel.CancelledException;
import io.kaspar.schema.lease.Lease;
import io.kaspar.schema.lease.Leases;
import io.kaspar.schema.lease.LingerExecutor;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Lends clients of clusters, so that the tasks of a JVM share logins and connections. Thread-safe.
 *
 * <p>Settings are the key, credentials among them, and whose classes they name ({@link ClientKey}). What is shared of a cluster
 * closes some time after its last use.
 */
public final class SharedConnections {
    private static final long LINGER_SECONDS = 60;

    /**
     * The one place for the whole JVM, against the rule that forbids it: Spark starts tasks in an executor without giving
     * them anything that outlives them, so what they share has no other home.
     */
    private static final SharedConnections OF_THIS_JVM =
            new SharedConnections(LingerExecutor.ofSeconds(LINGER_SECONDS));

    private final Leases<ClientKey, ClusterConnections, RuntimeException> leases;

    /** @param afterLinger runs what it is given when idle connections have lingered long enough */
    SharedConnections(Executor afterLinger) {
        leases = new Leases<>(ClusterConnections::open, ClusterConnections::close, afterLinger);
    }

    /** The ones of this JVM. */
    public static SharedConnections ofThisJvm() {
        return OF_THIS_JVM;
    }

    /**
     * A client of a cluster, for the calling thread alone until it is closed. Connects to nothing yet, but may log in.
     *
     * @param kafkaProperties settings of a Kafka consumer, with {@code bootstrap.servers}
     * @throws org.apache.kafka.common.KafkaException when the settings are wrong or the login fails
     */
    public BorrowedClient borrow(Map<String, String> kafkaProperties) throws InterruptedIOException {
        return borrow(kafkaProperties, Cancellation.NEVER);
    }

    /** The same for a caller that may be cancelled, which ends a wait for another one's login. */
    public BorrowedClient borrow(Map<String, String> kafkaProperties, Cancellation cancellation)
            throws InterruptedIOException {
        Lease<ClusterConnections> lease = lease(kafkaProperties, cancellation);
        BrokerClient client = null;
        try {
            client = lease.value().lend();
            return new BorrowedClient(client, lease);
        } finally {
            if (client == null) {
                lease.close();
            }
        }
    }

    private Lease<ClusterConnections> lease(Map<String, String> kafkaProperties, Cancellation cancellation)
            throws InterruptedIOException {
        try {
            return leases.lease(ClientKey.ofThisThread(kafkaProperties), cancellation);
        } catch (InterruptedException e) {
            CancelledException.keepInterrupt(e);
            InterruptedIOException interrupted =
                    new InterruptedIOException("interrupted while waiting for a login at a cluster");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
