package io.kaspar.schema.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.schema.cancel.CancelledException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a registry, trying its addresses in turn and again after failures that may pass. Thread-safe. */
final class RegistryHttp {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
    private static final String SUBJECTS_PATH = "/subjects";

    private final List<RegistryAddress> addresses;
    private final HttpExchanges exchanges;
    private final AnswerReading reading;
    private final RegistryOptions options;
    private final Backoff backoff;
    private final RetryClock waiting;
    /** The address that answered last, to be asked first. */
    private volatile int preferred;
    /** Whether a registry has answered here, and not just any server of the web. */
    private volatile boolean isRegistry;

    RegistryHttp(RegistryOptions options, HttpExchanges exchanges, Backoff backoff, RetryClock waiting) {
        this(options, options.addresses(), exchanges, backoff, waiting);
    }

    /** @param addresses in the place of those of the options */
    RegistryHttp(
            RegistryOptions options,
            List<RegistryAddress> addresses,
            HttpExchanges exchanges,
            Backoff backoff,
            RetryClock waiting) {
        this.addresses = addresses;
        this.exchanges = exchanges;
        this.reading = new AnswerReading(options);
        this.options = options;
        this.backoff = backoff;
        this.waiting = waiting;
    }

    /** The addresses without credentials. */
    String location() {
        return addresses.size() == 1 ? addresses.get(0).toString() : addresses.toString();
    }

    /**
     * What the registry answered.
     *
     * @param path below an address, URL-encoded
     * @param cancellation ends the waits, as an interrupt does
     * @return empty when the registry knows no such thing
     */
    Optional<JsonNode> get(String path, Cancellation cancellation) throws SchemaRegistryException {
        return ask(RegistryRequest.get(path), cancellation);
    }

    /**
     * What the registry answered to something that is posted. It may be posted again after a failure: whoever does that has to mean
     * the same as once.
     */
    Optional<JsonNode> post(String path, String body, Cancellation cancellation) throws SchemaRegistryException {
        return ask(new RegistryRequest(path, body), cancellation);
    }

    private Optional<JsonNode> ask(RegistryRequest request, Cancellation cancellation) throws SchemaRegistryException {
        try {
            return askWithRetries(request, cancellation);
        } catch (InterruptedException e) {
            CancelledException.keepInterrupt(e);
            throw new SchemaRegistryException("interrupted while asking the registry at " + location(), e);
        }
    }

    /** As {@link #get}, whatever the answer is: that there is no such thing is for the caller to see. */
    HttpAnswer ask(String path, Cancellation cancellation) throws SchemaRegistryException {
        try {
            return answer(RegistryRequest.get(path), cancellation);
        } catch (InterruptedException e) {
            CancelledException.keepInterrupt(e);
            throw new SchemaRegistryException("interrupted while asking the registry at " + location(), e);
        }
    }

    /** An answer that is no success in words. */
    SchemaRegistryException refusal(HttpAnswer answer, String path) {
        return reading.refusal(answer, path);
    }

    private Optional<JsonNode> askWithRetries(RegistryRequest request, Cancellation cancellation)
            throws SchemaRegistryException, InterruptedException {
        String path = request.path();
        HttpAnswer answer = answer(request, cancellation);
        if (reading.isPlainNotFound(answer, path)) {
            if (!isRegistry && !path.equals(SUBJECTS_PATH)) {
                askWithRetries(RegistryRequest.get(SUBJECTS_PATH), cancellation);
            }
            if (isRegistry) {
                return Optional.empty();
            }
        }
        Optional<JsonNode> read = reading.read(answer, path);
        isRegistry = true;
        return read;
    }

    /** An answer that asking again would not change. */
    private HttpAnswer answer(RegistryRequest request, Cancellation cancellation)
            throws SchemaRegistryException, InterruptedException {
        long endMs = waiting.nowMs() + options.retryBudgetMs();
        int failures = 0;
        for (int tries = 1; ; tries++) {
            Round round = tryAll(request, cancellation);
            if (round.answer() != null) {
                return round.answer();
            }
            failures += round.turnedAway() ? 0 : 1;
            long waitMs = round.turnedAway()
                    ? round.retryAfterMs() + backoff.waitMs(tries, waiting)
                    : backoff.waitMs(failures, waiting);
            boolean isPatient =
                    round.turnedAway() ? waitMs < endMs - waiting.nowMs() : failures <= options.maxRetries();
            if (!round.mayPass() || !isPatient) {
                throw round.failure(tries);
            }
            LOG.warn("{}; asking again in {} ms", round.problem(), waitMs);
            waiting.sleep(waitMs, cancellation);
        }
    }

    private Round tryAll(RegistryRequest request, Cancellation cancellation) throws InterruptedException {
        Round round = Round.EMPTY;
        int first = preferred;
        for (int i = 0; i < addresses.size(); i++) {
            int index = (first + i) % addresses.size();
            RegistryAddress address = addresses.get(index);
            try {
                HttpAnswer answer = exchanges.send(address, request, cancellation);
                if (!answer.mayPass()) {
                    preferred = index;
                    return Round.of(answer);
                }
                round = round.and(reading.failure(answer, request.path()), null, true);
                if (answer.isTurnedAway()) {
                    round = round.andTurnedAway(RetryAfter.ms(answer.retryAfter(), System.currentTimeMillis()));
                }
            } catch (IOException e) {
                // A second wait for what was too slow, or a second handshake with a stranger, would end the same way.
                boolean mayPass = !(e instanceof HttpTimeoutException) && !AnswerReading.isTlsFailure(e);
                round = round.and(
                        reading.failure(e, address), e, mayPass && !(e instanceof BoundedBody.TooLargeException));
            }
        }
        return round;
    }

    /**
     * All addresses asked once.
     *
     * @param mayPass whether one of them failed in a way that may pass
     * @param turnedAway whether one of them wants to be asked later
     * @param retryAfterMs when the first of those wants to
     */
    private record Round(
            @Nullable HttpAnswer answer,
            @Nullable String problem,
            @Nullable IOException cause,
            boolean mayPass,
            boolean turnedAway,
            long retryAfterMs) {
        static final Round EMPTY = new Round(null, null, null, false, false, 0);

        static Round of(HttpAnswer answer) {
            return new Round(answer, null, null, false, false, 0);
        }

        Round and(String nextProblem, @Nullable IOException nextCause, boolean nextMayPass) {
            String all = problem == null ? nextProblem : problem + "; " + nextProblem;
            IOException firstCause = cause == null ? nextCause : cause;
            return new Round(null, all, firstCause, mayPass || nextMayPass, turnedAway, retryAfterMs);
        }

        Round andTurnedAway(long waitMs) {
            long leastMs = turnedAway ? Math.min(retryAfterMs, waitMs) : waitMs;
            return new Round(null, problem, cause, mayPass, true, leastMs);
        }

        SchemaRegistryException failure(int tries) {
            String wait = retryAfterMs > 0 ? "; it wants to be asked again in " + retryAfterMs + " ms" : "";
            String advice = turnedAway ? wait + ", see " + OptionNames.RETRY_BUDGET : "";
            String message = problem + (tries > 1 ? " (tried " + tries + " times)" : "") + advice;
            return cause == null ? new SchemaRegistryException(message) : new SchemaRegistryException(message, cause);
        }
    }
}
