package io.kaspar.schema.registry;

import com.fasterxml.jackson.databind.JsonNode;
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

    private final List<RegistryAddress> addresses;
    private final HttpExchanges exchanges;
    private final AnswerReading reading;
    private final int maxRetries;
    private final Backoff backoff;
    /** The address that answered last, to be asked first. */
    private volatile int preferred;

    RegistryHttp(RegistryOptions options, HttpExchanges exchanges, Backoff backoff) {
        this.addresses = options.addresses();
        this.exchanges = exchanges;
        this.reading = new AnswerReading(options);
        this.maxRetries = options.maxRetries();
        this.backoff = backoff;
    }

    /** The addresses without credentials. */
    String location() {
        return addresses.size() == 1 ? addresses.get(0).toString() : addresses.toString();
    }

    /**
     * What the registry answered.
     *
     * @param path below an address, URL-encoded
     * @return empty when the registry knows no such thing
     */
    Optional<JsonNode> get(String path) throws SchemaRegistryException {
        try {
            return getWithRetries(path);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaRegistryException("interrupted while asking the registry at " + location(), e);
        }
    }

    private Optional<JsonNode> getWithRetries(String path) throws SchemaRegistryException, InterruptedException {
        for (int retry = 0; ; retry++) {
            Round round = tryAll(path);
            if (round.answer() != null) {
                return reading.read(round.answer(), path);
            }
            if (retry == maxRetries || !round.mayPass()) {
                throw round.failure(retry + 1);
            }
            LOG.warn("{}; asking again in {} ms", round.problem(), backoff.waitMs(retry + 1));
            backoff.await(retry + 1);
        }
    }

    private Round tryAll(String path) throws InterruptedException {
        Round round = new Round(null, null, null, false);
        int first = preferred;
        for (int i = 0; i < addresses.size(); i++) {
            int index = (first + i) % addresses.size();
            RegistryAddress address = addresses.get(index);
            try {
                HttpAnswer answer = exchanges.get(address, path);
                if (!AnswerReading.mayPass(answer.status())) {
                    preferred = index;
                    return new Round(answer, null, null, false);
                }
                round = round.and(reading.failure(answer, path), null, true);
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
     */
    private record Round(
            @Nullable HttpAnswer answer,
            @Nullable String problem,
            @Nullable IOException cause,
            boolean mayPass) {

        Round and(String nextProblem, @Nullable IOException nextCause, boolean nextMayPass) {
            String all = problem == null ? nextProblem : problem + "; " + nextProblem;
            return new Round(null, all, cause == null ? nextCause : cause, mayPass || nextMayPass);
        }

        SchemaRegistryException failure(int tries) {
            String message = problem + (tries > 1 ? " (tried " + tries + " times)" : "");
            return cause == null ? new SchemaRegistryException(message) : new SchemaRegistryException(message, cause);
        }
    }
}
