package io.kaspar.schema.registry;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Options and clients for tests: time is made up, so that retries wait for nothing. */
final class TestRegistries {
    static final long LATEST_TTL_MS = 60_000;
    static final long MISSING_TTL_MS = 5_000;
    static final long RETRY_BUDGET_MS = 30_000;
    private static final int PATIENT_MS = 30_000;

    private TestRegistries() {}

    static SchemaRegistry open(RegistryOptions options) throws SchemaRegistryException {
        return open(options, Clock.systemUTC());
    }

    static SchemaRegistry open(RegistryOptions options, Clock clock) throws SchemaRegistryException {
        return SchemaRegistries.open(options, clock, Backoff.DEFAULT, new MadeUpTime());
    }

    static SchemaRegistry open(String url) throws SchemaRegistryException {
        return open(options(url));
    }

    static RegistryOptions options(String... urls) {
        return options(List.of(urls), null, null);
    }

    static RegistryOptions options(List<String> urls, @Nullable String userInfo, @Nullable String token) {
        return new RegistryOptions(
                urls,
                userInfo,
                token,
                Map.of(),
                Map.of(),
                PATIENT_MS,
                2,
                RETRY_BUDGET_MS,
                LATEST_TTL_MS,
                MISSING_TTL_MS);
    }

    static RegistryOptions impatient(String url, int requestTimeoutMs) {
        return new RegistryOptions(
                List.of(url),
                null,
                null,
                Map.of(),
                Map.of(),
                requestTimeoutMs,
                2,
                RETRY_BUDGET_MS,
                LATEST_TTL_MS,
                MISSING_TTL_MS);
    }

    static RegistryOptions withTls(String url, Map<String, String> tls) {
        return new RegistryOptions(
                List.of(url), null, null, tls, Map.of(), PATIENT_MS, 2, RETRY_BUDGET_MS, LATEST_TTL_MS, MISSING_TTL_MS);
    }

    static RegistryOptions withHeaders(String url, @Nullable String userInfo, Map<String, String> headers) {
        return new RegistryOptions(
                List.of(url),
                userInfo,
                null,
                Map.of(),
                headers,
                PATIENT_MS,
                2,
                RETRY_BUDGET_MS,
                LATEST_TTL_MS,
                MISSING_TTL_MS);
    }
}
