package io.kaspar.schema.registry;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What an address answered.
 *
 * @param redirected whether it came from another place than was asked, and so without credentials
 * @param retryAfter the header that says when to ask again, as it stands there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read once, by the caller that asked
record HttpAnswer(
        URI uri,
        int status,
        byte[] body,
        boolean redirected,
        @Nullable String retryAfter) {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    /** Whether the server is there, and wants to be asked later. */
    boolean isTurnedAway() {
        return status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
    }

    /** Whether the same request may get another answer a little later. */
    boolean mayPass() {
        return status == TOO_MANY_REQUESTS || status >= 500;
    }
}
