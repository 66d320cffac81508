package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.client.ClientKey;
import io.kaspar.schema.lease.Lease;
import io.kaspar.schema.lease.Leases;
import io.kaspar.schema.lease.LingerExecutor;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * Leases clients of clusters, one per options and whose classes they name, so that everything in a JVM shares
 * connections and what they learned.
 *
 * <p>A client is opened by the first lease and closed some time after the last one ended. Thread-safe.
 */
public final class SharedClusters {
    private static final long LINGER_SECONDS = 60;
    private static final SharedClusters OF_THIS_JVM =
            new SharedClusters(Clock.systemUTC(), LingerExecutor.ofSeconds(LINGER_SECONDS));

    private final Leases<Key, ClusterClient, ClusterException> leases;

    /** @param afterLinger runs what it is given when an idle client has lingered long enough */
    SharedClusters(Clock clock, Executor afterLinger) {
        leases = new Leases<>(
                key -> ClusterClient.open(key.options(), key.client(), clock), ClusterClient::close, afterLinger);
    }

    /** The ones of this JVM. */
    public static SharedClusters ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** A client of this cluster until the lease is closed. */
    Lease<ClusterClient> lease(ClusterOptions options) {
        try {
            return leases.lease(new Key(options, ClientKey.ofThisThread(options.kafkaProperties())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException(
                    "interrupted while waiting for a client of the Kafka cluster at " + options.bootstrapServers(), e);
        }
    }

    /** Options, and whose classes they name. */
    private record Key(ClusterOptions options, ClientKey client) {}

    /** How many clients are open. */
    int openClients() {
        return leases.count();
    }
}
