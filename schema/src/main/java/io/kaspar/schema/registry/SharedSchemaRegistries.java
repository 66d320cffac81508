package io.kaspar.schema.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Leases registries, one per options, so that everything in a JVM shares their caches. Thread-safe.
 *
 * <p>A registry closes some time after its last lease, so that the tasks of the next query find its caches warm.
 */
public final class SharedSchemaRegistries {
    private static final long LINGER_SECONDS = 60;

    /**
     * The one place for the whole JVM, against the rule that forbids it: Spark starts tasks in an executor without giving
     * them anything that outlives them, so what they share has no other home.
     */
    private static final SharedSchemaRegistries OF_THIS_JVM = new SharedSchemaRegistries(
            SchemaRegistries::open, CompletableFuture.delayedExecutor(LINGER_SECONDS, TimeUnit.SECONDS));

    private final Opener opener;
    private final Executor afterLinger;
    private final Map<RegistryOptions, Shared> shared = new HashMap<>();

    /** @param afterLinger runs what it is given when an idle registry has lingered long enough */
    SharedSchemaRegistries(Opener opener, Executor afterLinger) {
        this.opener = opener;
        this.afterLinger = afterLinger;
    }

    /** The ones of this JVM. */
    public static SharedSchemaRegistries ofThisJvm() {
        return OF_THIS_JVM;
    }

    /**
     * The registry of these options, opened by the first who asks. Closing it gives the lease back; the registry itself
     * closes some time after the last lease.
     */
    public synchronized SchemaRegistry lease(RegistryOptions options) throws SchemaRegistryException {
        Shared existing = shared.get(options);
        Shared leased = existing != null ? existing : new Shared(opener.open(options));
        shared.put(options, leased);
        leased.leaseCount++;
        leased.leasesEver++;
        return new LeasedSchemaRegistry(leased.registry, () -> release(options, leased));
    }

    private synchronized void release(RegistryOptions options, Shared leased) {
        leased.leaseCount--;
        if (leased.leaseCount == 0) {
            long leasesUntilNow = leased.leasesEver;
            afterLinger.execute(() -> closeIfIdleSince(options, leased, leasesUntilNow));
        }
    }

    private synchronized void closeIfIdleSince(RegistryOptions options, Shared leased, long leasesThen) {
        if (leased.leasesEver == leasesThen && shared.remove(options, leased)) {
            leased.registry.close();
        }
    }

    /** Opens a registry. */
    @FunctionalInterface
    interface Opener {
        SchemaRegistry open(RegistryOptions options) throws SchemaRegistryException;
    }

    private static final class Shared {
        private final SchemaRegistry registry;
        private int leaseCount;
        private long leasesEver;

        Shared(SchemaRegistry registry) {
            this.registry = registry;
        }
    }
}
