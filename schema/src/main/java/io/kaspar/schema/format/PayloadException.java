package io.kaspar.schema.format;

import java.io.IOException;

/** A payload cannot be decoded. The message says why and at which byte of the payload; it never holds payload contents. */
public final class PayloadException extends IOException {
    private static final long serialVersionUID = 1L;

    public PayloadException(String message) {
        super(message);
    }

    public PayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
