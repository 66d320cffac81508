package io.kaspar.catalog.cluster;

import io.kaspar.catalog.options.ClusterOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Leases clients of clusters, one per options, so that everything in a JVM shares connections and what they learned.
 *
 * <p>A client is opened by the first lease and closed some time after the last one ended. Thread-safe.
 */
public final class SharedClusters {
    private static final Duration LINGER = Duration.ofSeconds(60);
    private static final SharedClusters OF_THIS_JVM = new SharedClusters(Clock.systemUTC(), LINGER);

    private final Map<ClusterOptions, Shared> clients = new HashMap<>();
    private final ScheduledThreadPoolExecutor closer;
    private final Clock clock;
    private final Duration linger;

    SharedClusters(Clock clock, Duration linger) {
        this.clock = clock;
        this.linger = linger;
        this.closer = new ScheduledThreadPoolExecutor(1, SharedClusters::daemon);
        // no thread stays behind when there is nothing to close
        closer.setKeepAliveTime(1, TimeUnit.SECONDS);
        closer.allowCoreThreadTimeOut(true);
    }

    /** The ones of this JVM. */
    public static SharedClusters ofThisJvm() {
        return OF_THIS_JVM;
    }

    /** A client of this cluster until the lease is closed. */
    synchronized Lease lease(ClusterOptions options) {
        Shared shared = clients.get(options);
        if (shared == null) {
            shared = new Shared(ClusterClient.open(options, clock));
            clients.put(options, shared);
        }
        shared.leases++;
        shared.uses++;
        return new Lease(options, shared);
    }

    /** How many clients are open. */
    synchronized int openClients() {
        return clients.size();
    }

    private synchronized void giveBack(ClusterOptions options, Shared shared) {
        shared.leases--;
        if (shared.leases == 0) {
            long uses = shared.uses;
            Future<?> unused = closer.schedule(
                    () -> closeIfUnused(options, shared, uses), linger.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void closeIfUnused(ClusterOptions options, Shared shared, long uses) {
        synchronized (this) {
            if (shared.uses != uses) {
                return;
            }
            clients.remove(options);
        }
        shared.client.close();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "kaspar-client-closer");
        thread.setDaemon(true);
        return thread;
    }

    private static final class Shared {
        private final ClusterClient client;
        private int leases;
        private long uses;

        private Shared(ClusterClient client) {
            this.client = client;
        }
    }

    /** The use of a client by one caller. */
    final class Lease implements AutoCloseable {
        private final ClusterOptions options;
        private final Shared shared;

        private Lease(ClusterOptions options, Shared shared) {
            this.options = options;
            this.shared = shared;
        }

        ClusterClient client() {
            return shared.client;
        }

        @Override
        public void close() {
            giveBack(options, shared);
        }
    }
}
