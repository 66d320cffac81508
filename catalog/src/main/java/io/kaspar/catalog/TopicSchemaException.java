package io.kaspar.catalog;

import io.kaspar.catalog.error.StatedError;
import io.kaspar.schema.registry.SchemaRegistryException;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a topic cannot be found or read. The message names the registry or the subject, and what to change.
 *
 * <p>Unchecked, because Spark's interfaces leave no room for a checked one.
 */
public final class TopicSchemaException extends RuntimeException implements StatedError {
    private static final long serialVersionUID = 1L;

    TopicSchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether it says something of this topic only, and not that the registry does not answer at all. */
    boolean isAboutTheTopic() {
        return !(getCause() instanceof SchemaRegistryException failure) || failure.getCause() == null;
    }

    @Override
    public String getSqlState() {
        return SYSTEM_ERROR;
    }
}
