package io.kaspar.catalog.write;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.registry.SharedSchemaRegistries;
import io.kaspar.schema.resolve.WrittenNames;
import io.kaspar.writer.PayloadSpec;
import io.kaspar.writer.WriteSpec;
import java.util.Optional;

/** Asks the registry by what records name their schemas, where its ids do not do. On the driver, before a record is sent. */
final class NamedSchemas {
    private NamedSchemas() {}

    /** @throws UnwritableException when the registry cannot be asked, or has no such name */
    static WriteSpec of(WriteSpec spec, Optional<RegistryOptions> registry) {
        PayloadSpec key = spec.key();
        boolean areKnown = !spec.value().needsName() && (key == null || !key.needsName());
        if (areKnown || registry.isEmpty()) {
            return spec;
        }
        try (SchemaRegistry leased = SharedSchemaRegistries.ofThisJvm().lease(registry.get())) {
            return spec.with(key == null ? null : named(key, leased), named(spec.value(), leased));
        } catch (SchemaRegistryException | SchemaException e) {
            throw new UnwritableException("rows cannot be written to topic " + spec.topic() + ": " + e.getMessage(), e);
        }
    }

    private static PayloadSpec named(PayloadSpec payload, SchemaRegistry registry)
            throws SchemaRegistryException, SchemaException {
        return payload.needsName() ? payload.named(WrittenNames.ask(payload.schema(), registry)) : payload;
    }
}
