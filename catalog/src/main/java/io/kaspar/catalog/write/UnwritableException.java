package io.kaspar.catalog.write;

import io.kaspar.catalog.error.StatedError;
import org.jspecify.annotations.Nullable;

/**
 * What a statement would write cannot become records of the topic; nothing was sent. The message says why and what to change.
 *
 * <p>Unchecked, because Spark's interfaces leave no room for a checked one.
 */
public final class UnwritableException extends RuntimeException implements StatedError {
    private static final long serialVersionUID = 1L;

    UnwritableException(String message) {
        this(message, null);
    }

    UnwritableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getSqlState() {
        return DATA_SOURCE;
    }
}
