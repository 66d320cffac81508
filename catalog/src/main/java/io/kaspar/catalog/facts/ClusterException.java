package io.kaspar.catalog.facts;

import io.kaspar.catalog.error.StatedError;
import org.jspecify.annotations.Nullable;

/**
 * The cluster cannot be asked, or refuses. The message names the address, what was asked, and what to change.
 *
 * <p>Unchecked, because Spark's interfaces leave no room for a checked one.
 */
public final class ClusterException extends RuntimeException implements StatedError {
    private static final long serialVersionUID = 1L;

    public ClusterException(String message) {
        super(message);
    }

    public ClusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether Kafka said so with an exception of this type. */
    public boolean isCausedBy(Class<? extends Throwable> type) {
        return type.isInstance(getCause());
    }

    @Override
    public String getSqlState() {
        return SYSTEM_ERROR;
    }
}
