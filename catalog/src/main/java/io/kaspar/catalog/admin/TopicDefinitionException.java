package io.kaspar.catalog.admin;

import io.kaspar.catalog.error.StatedError;
import org.jspecify.annotations.Nullable;

/**
 * A statement asks for a topic that cannot be made or changed so. The message says why and what to change; nothing was changed.
 *
 * <p>Unchecked, because Spark's interfaces leave no room for a checked one.
 */
public final class TopicDefinitionException extends RuntimeException implements StatedError {
    private static final long serialVersionUID = 1L;

    TopicDefinitionException(String message) {
        this(message, null);
    }

    TopicDefinitionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getSqlState() {
        return BAD_VALUE;
    }
}
