package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.schema.lease.Lease;
import io.kaspar.schema.lease.Leases;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Leases clients of clusters, one per options, so that everything in a JVM shares connections and what they learned.
 *
 * <p>A client is opened by the first lease and closed some time after the last one ended. Thread-safe.
 */
public final class SharedClusters {
    private static final long LINGER_SECONDS = 60;
    private static final SharedClusters OF_THIS_JVM =
            new SharedClusters(Clock.systemUTC(), CompletableFuture.delayedExecutor(LINGER_SECONDS, TimeUnit.SECONDS));

    private final Leases<ClusterOptions, ClusterClient, ClusterException> leases;

    /** @param afterLinger runs what it is given when an idle client has lingered long enough */
    SharedClusters(Clock clock, Executor afterLinger) {
        leases = new Leases<>(options -> ClusterClient.open(options, clock), ClusterClient::close, afterLinger);
    }

    /** The ones of this JVM. */
    public static SharedClusters ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** A client of this cluster until the lease is closed. */
    Lease<ClusterClient> lease(ClusterOptions options) {
        try {
            return leases.lease(options);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException(
                    "interrupted while waiting for a client of the Kafka cluster at " + options.bootstrapServers(), e);
        }
    }

    /** How many clients are open. */
    int openClients() {
        return leases.count();
    }
}
