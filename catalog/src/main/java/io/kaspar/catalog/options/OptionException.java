package io.kaspar.catalog.options;

import io.kaspar.catalog.error.StatedError;

/** An option is misspelt, misplaced or has a bad value. The message names the option and what it may be. */
public final class OptionException extends IllegalArgumentException implements StatedError {
    private static final long serialVersionUID = 1L;

    public OptionException(String message) {
        super(message);
    }

    @Override
    public String getSqlState() {
        return BAD_VALUE;
    }
}
