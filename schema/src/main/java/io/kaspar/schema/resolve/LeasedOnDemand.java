package io.kaspar.schema.resolve;

import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import org.jspecify.annotations.Nullable;

/** A registry that is opened when it is first needed. Not thread-safe; must be closed. */
final class LeasedOnDemand implements AutoCloseable {
    private final @Nullable RegistrySupplier supplier;
    private @Nullable SchemaRegistry opened;

    /** @param supplier null when no registry is configured */
    LeasedOnDemand(@Nullable RegistrySupplier supplier) {
        this.supplier = supplier;
    }

    /**
     * The registry.
     *
     * @param needs what needs it, for the message
     * @throws SchemaRegistryException when none is configured, or it cannot be opened
     */
    SchemaRegistry get(String needs) throws SchemaRegistryException {
        if (opened == null) {
            if (supplier == null) {
                throw new SchemaRegistryException(
                        needs + " need a schema registry, and none is configured; set schema.registry.url");
            }
            opened = supplier.open();
        }
        return opened;
    }

    boolean isConfigured() {
        return supplier != null;
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
