package io.kaspar.writer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows cannot be written. The message says what, where and what to do, and holds nothing of the rows. */
public final class WriteException extends IOException {
    private static final long serialVersionUID = 1L;

    public WriteException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
