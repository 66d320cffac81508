package io.kaspar.reader.fetch;

import java.io.IOException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;

/** What a broker's error codes mean to a reader. */
final class FetchErrors {

    private FetchErrors() {}

    /** Whether the error may go away, or is another broker's to answer: not the leader, moving, restarting, busy. */
    static boolean isWorthARetry(Errors error) {
        return error == Errors.UNKNOWN_SERVER_ERROR
                || (error != Errors.CORRUPT_MESSAGE && error.exception() instanceof RetriableException);
    }

    /** A refusal in the broker's words, with what to do about it where there is something to do. */
    static IOException refused(Errors error, String what) {
        String advice = error.exception() instanceof AuthorizationException
                ? " An administrator can grant the principal READ and DESCRIBE on the topic"
                : "";
        return new IOException(
                "cannot read " + what + ": " + error.name() + ": " + error.message() + advice, error.exception());
    }
}
