package io.kaspar.catalog;

import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.registry.SharedSchemaRegistries;
import io.kaspar.schema.resolve.ResolveOptions;
import io.kaspar.schema.resolve.TopicSchema;
import io.kaspar.schema.resolve.TopicSchemas;
import java.util.List;
import java.util.Optional;

/** Finds the schemas of topics, in the registry if there is one. Leases it for each question; holds nothing open. */
final class TopicSchemaLookup {
    private final Optional<RegistryOptions> registry;
    private final SharedSchemaRegistries registries;
    private final List<PayloadFormat> formats;

    TopicSchemaLookup(
            Optional<RegistryOptions> registry, SharedSchemaRegistries registries, List<PayloadFormat> formats) {
        this.registry = registry;
        this.registries = registries;
        this.formats = formats;
    }

    Optional<RegistryOptions> registry() {
        return registry;
    }

    TopicSchema resolve(String topic, ResolveOptions options) {
        try {
            if (registry.isEmpty()) {
                return new TopicSchemas(null, formats).resolve(topic, options);
            }
            try (SchemaRegistry leased = registries.lease(registry.get())) {
                return new TopicSchemas(leased, formats).resolve(topic, options);
            }
        } catch (SchemaRegistryException e) {
            throw new TopicSchemaException(
                    "the schemas of the topic " + topic + " cannot be asked for: " + e.getMessage()
                            + "; check the option schema.registry.url and the login beside it, or set value.format and"
                            + " key.format to read the topic without schemas",
                    e);
        } catch (SchemaException e) {
            throw new TopicSchemaException(String.valueOf(e.getMessage()), e);
        }
    }
}
