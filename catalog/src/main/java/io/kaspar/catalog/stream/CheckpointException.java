package io.kaspar.catalog.stream;

import io.kaspar.catalog.error.StatedError;
import org.jspecify.annotations.Nullable;

/** A stream's checkpoint cannot be read or written, or is of something else than what the stream reads. */
public final class CheckpointException extends RuntimeException implements StatedError {
    private static final long serialVersionUID = 1L;

    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getSqlState() {
        return DATA_SOURCE;
    }
}
