package io.kaspar.schema.resolve;

import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;

/** Opens, or leases, a registry when it is first needed; whoever calls it closes what it gave. */
@FunctionalInterface
public interface RegistrySupplier {
    SchemaRegistry open() throws SchemaRegistryException;
}
