package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.catalog.options.Secrets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** Waits for the cluster's answers, and says what went wrong in words that name the address and the option to change. */
final class AdminCalls {
    /** Kafka's client keeps to the time itself; this is for the case that it does not. */
    private static final long GRACE_MS = 2_000;

    private final ClusterOptions options;
    private final Secrets secrets;

    AdminCalls(ClusterOptions options) {
        this.options = options;
        this.secrets = options.secrets();
    }

    /**
     * The answer.
     *
     * @param what was asked, as in "listing topics"
     * @throws ClusterException when it does not come in time, or is an error, which is the cause then
     */
    <T> T await(KafkaFuture<T> answer, String what) {
        try {
            return answer.get(options.requestTimeoutMs() + GRACE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while " + what, e);
        } catch (TimeoutException e) {
            throw tooLate(what, e);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), what);
        }
    }

    /** What to tell when asking failed for this reason. */
    ClusterException failure(@Nullable Throwable cause, String what) {
        if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return tooLate(what, cause);
        }
        String reason = secrets.mask(cause == null ? "no reason is known" : String.valueOf(cause.getMessage()));
        Throwable shown = cause != null && secrets.areAbsentFrom(cause) ? cause : null;
        if (cause instanceof AuthenticationException) {
            return new ClusterException(
                    "the Kafka cluster at " + options.bootstrapServers() + " refused the login while " + what + ": "
                            + reason + "; check kafka.security.protocol and the options kafka.sasl.* and kafka.ssl.*",
                    shown);
        }
        if (cause instanceof AuthorizationException) {
            return new ClusterException(reason + " (at " + options.bootstrapServers() + ", while " + what + ")", shown);
        }
        return new ClusterException(
                "the Kafka cluster at " + options.bootstrapServers() + " failed while " + what + ": " + reason, shown);
    }

    private ClusterException tooLate(String what, Throwable cause) {
        return new ClusterException(
                "no answer from the Kafka cluster at " + options.bootstrapServers() + " within "
                        + options.requestTimeoutMs() + " ms while " + what
                        + "; check the option kafka.bootstrap.servers, and kafka.security.protocol if the cluster wants"
                        + " a login; request-timeout sets how long to wait",
                secrets.areAbsentFrom(cause) ? cause : null);
    }
}
