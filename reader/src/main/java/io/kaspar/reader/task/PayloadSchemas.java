package io.kaspar.reader.task;

import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.resolve.TopicSchema;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What keys and values are decoded by. Never printed, it holds credentials.
 *
 * @param topic the schemas that the columns are of
 * @param registry which knows the schemas that records were written with; null when none is configured
 */
public record PayloadSchemas(TopicSchema topic, @Nullable RegistryOptions registry) implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
        return "PayloadSchemas[]";
    }
}
