package io.kaspar.schema.registry;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a registry. Never printed: {@link #toString} shows addresses only, without credentials.
 *
 * @param urls addresses tried in turn: {@code http(s)://…}, or one {@code file:} address of a folder of schema files
 * @param userInfo {@code user:password} for basic authentication; wins over credentials in an address
 * @param bearerToken for bearer authentication
 * @param tls trust store and key store settings under Kafka's names ({@code ssl.truststore.location}, …), may be empty
 * @param headers sent with every request
 * @param requestTimeoutMs for one request, from connecting to the last byte
 * @param maxRetries further tries after a failed one
 * @param retryBudgetMs how long a request is tried again that the registry turns away because it has too much to do
 * @param latestTtlMs how long an answer to "latest" may be used again
 * @param missingTtlMs how long an answer may be used again that says that there is no such thing
 * @param normalizesSchemas whether the registry brings schemas that are registered into its own form first, so that those that say the
 *     same are one
 */
public record RegistryOptions(
        List<String> urls,
        @Nullable String userInfo,
        @Nullable String bearerToken,
        Map<String, String> tls,
        Map<String, String> headers,
        int requestTimeoutMs,
        int maxRetries,
        long retryBudgetMs,
        long latestTtlMs,
        long missingTtlMs,
        boolean normalizesSchemas)
        implements Serializable {

    /** Of a registry that takes schemas as they are. */
    public RegistryOptions(
            List<String> urls,
            @Nullable String userInfo,
            @Nullable String bearerToken,
            Map<String, String> tls,
            Map<String, String> headers,
            int requestTimeoutMs,
            int maxRetries,
            long retryBudgetMs,
            long latestTtlMs,
            long missingTtlMs) {
        this(
                urls,
                userInfo,
                bearerToken,
                tls,
                headers,
                requestTimeoutMs,
                maxRetries,
                retryBudgetMs,
                latestTtlMs,
                missingTtlMs,
                false);
    }

    /** @throws IllegalArgumentException naming the option at fault; the message shows no credentials */
    public RegistryOptions {
        urls = List.copyOf(urls);
        tls = Map.copyOf(tls);
        headers = Map.copyOf(headers);
        checkAddresses(urls.stream().map(RegistryAddress::parse).toList());
        if (userInfo != null && bearerToken != null) {
            throw new IllegalArgumentException(
                    "both " + OptionNames.USER_INFO + " and " + OptionNames.BEARER_TOKEN + " are set; use one");
        }
        if (userInfo != null && userInfo.indexOf(':') < 0) {
            throw new IllegalArgumentException(OptionNames.USER_INFO + " must have the form user:password");
        }
        if (bearerToken != null && !isHeaderText(bearerToken)) {
            throw new IllegalArgumentException(OptionNames.BEARER_TOKEN + " holds characters that no header may hold");
        }
        headers.forEach(RegistryOptions::checkHeader);
        if (requestTimeoutMs < 1 || maxRetries < 0 || retryBudgetMs < 0 || latestTtlMs < 0 || missingTtlMs < 0) {
            throw new IllegalArgumentException("a registry's request timeout must be at least 1 ms (is "
                    + requestTimeoutMs + "), its retries (" + maxRetries + ", for " + retryBudgetMs
                    + " ms) and the time limits of its latest versions (" + latestTtlMs
                    + " ms) and of what it lacks (" + missingTtlMs + " ms) not negative");
        }
    }

    @Override
    public String toString() {
        return "RegistryOptions" + addresses();
    }

    List<RegistryAddress> addresses() {
        return urls.stream().map(RegistryAddress::parse).toList();
    }

    private static void checkAddresses(List<RegistryAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException(OptionNames.URL + " is empty");
        }
        if (addresses.size() > 1 && addresses.stream().anyMatch(RegistryAddress::isFolder)) {
            throw new IllegalArgumentException(
                    OptionNames.URL + " names a folder, which must stand alone: " + addresses);
        }
    }

    private static void checkHeader(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':') || !isHeaderText(value)) {
            throw new IllegalArgumentException(
                    "request header '" + name.strip() + "' for the registry holds characters that no header may hold");
        }
    }

    private static boolean isHeaderText(String text) {
        return text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7F));
    }
}
