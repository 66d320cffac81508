package io.kaspar.catalog.columns;

import io.kaspar.catalog.error.StatedError;

/**
 * A query names a key or value whose schema is not to be had, or not to be read. The message says why and what to change.
 *
 * <p>Unchecked, because Spark's interfaces leave no room for a checked one.
 */
public final class UnavailableSchemaException extends RuntimeException implements StatedError {
    private static final long serialVersionUID = 1L;

    UnavailableSchemaException(String problem) {
        super(problem);
    }

    @Override
    public String getSqlState() {
        return DATA_SOURCE;
    }
}
