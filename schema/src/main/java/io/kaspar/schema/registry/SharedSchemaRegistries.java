package io.kaspar.schema.registry;

import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.schema.cancel.CancelledException;
import io.kaspar.schema.lease.Lease;
import io.kaspar.schema.lease.Leases;
import io.kaspar.schema.lease.LingerExecutor;
import java.util.concurrent.Executor;

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
    private static final SharedSchemaRegistries OF_THIS_JVM =
            new SharedSchemaRegistries(SchemaRegistries::open, LingerExecutor.ofSeconds(LINGER_SECONDS));

    private final Leases<RegistryOptions, SchemaRegistry, SchemaRegistryException> leases;

    /** @param afterLinger runs what it is given when an idle registry has lingered long enough */
    SharedSchemaRegistries(Opener opener, Executor afterLinger) {
        leases = new Leases<>(opener::open, SchemaRegistry::close, afterLinger);
    }

    /** The ones of this JVM. */
    public static SharedSchemaRegistries ofThisJvm() {
        return OF_THIS_JVM;
    }

    /**
     * The registry of these options, opened by the first who asks. Closing it gives the lease back; the registry itself
     * closes some time after the last lease.
     */
    public SchemaRegistry lease(RegistryOptions options) throws SchemaRegistryException {
        return lease(options, Cancellation.NEVER);
    }

    /** The same for a caller that may be cancelled, which ends its waits. */
    public SchemaRegistry lease(RegistryOptions options, Cancellation cancellation) throws SchemaRegistryException {
        try {
            Lease<SchemaRegistry> lease = leases.lease(options, cancellation);
            return new LeasedSchemaRegistry(lease.value().endedBy(cancellation), lease::close);
        } catch (InterruptedException e) {
            CancelledException.keepInterrupt(e);
            throw new SchemaRegistryException("interrupted while the schema registry was opened", e);
        }
    }

    /** Opens a registry. */
    @FunctionalInterface
    interface Opener {
        SchemaRegistry open(RegistryOptions options) throws SchemaRegistryException;
    }
}
