package io.kaspar.schema.registry;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a registry. Never printed: {@link #toString} shows addresses only.
 *
 * @param urls addresses tried in turn: {@code http(s)://…}, or one {@code file:} address of a folder of schema files
 * @param userInfo {@code user:password} for basic authentication
 * @param bearerToken for bearer authentication
 * @param tls trust store and key store settings under Kafka's names ({@code ssl.truststore.location}, …), may be empty
 * @param headers sent with every request
 * @param requestTimeoutMs for one request, from connecting to the last byte
 * @param maxRetries further tries after a failed one
 * @param latestTtlMs how long an answer to "latest" may be used again
 */
public record RegistryOptions(
        List<String> urls,
        @Nullable String userInfo,
        @Nullable String bearerToken,
        Map<String, String> tls,
        Map<String, String> headers,
        int requestTimeoutMs,
        int maxRetries,
        long latestTtlMs)
        implements Serializable {
    public RegistryOptions {
        urls = List.copyOf(urls);
        tls = Map.copyOf(tls);
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "RegistryOptions" + urls;
    }
}
