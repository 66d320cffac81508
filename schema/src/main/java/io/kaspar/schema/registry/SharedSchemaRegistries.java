package io.kaspar.schema.registry;

/** Leases registries, one per options, so that everything in a JVM shares their caches. Thread-safe. */
public final class SharedSchemaRegistries {
    private SharedSchemaRegistries() {}

    /** The ones of this JVM. */
    public static SharedSchemaRegistries ofThisJvm() {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * The registry of these options, opened by the first who asks. Closing it gives the lease back; the registry itself
     * closes some time after the last lease.
     */
    public SchemaRegistry lease(RegistryOptions options) throws SchemaRegistryException {
        throw new UnsupportedOperationException("not written yet");
    }
}
