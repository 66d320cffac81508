package io.kaspar.schema.registry;

/** Opens registries: over HTTP, or a folder, as the address says. */
public final class SchemaRegistries {
    private SchemaRegistries() {}

    /**
     * Opens the registry at the addresses of {@code options}; asks it nothing yet.
     *
     * @throws SchemaRegistryException when the folder or a TLS store cannot be read
     */
    public static SchemaRegistry open(RegistryOptions options) throws SchemaRegistryException {
        throw new UnsupportedOperationException("not written yet");
    }
}
