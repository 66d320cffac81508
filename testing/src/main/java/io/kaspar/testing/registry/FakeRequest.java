package io.kaspar.testing.registry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request that the fake registry got.
 *
 * @param path as it came over the wire, still URL-encoded, without the registry's path prefix and without the query
 * @param query still URL-encoded, empty when there is none
 * @param headers by lower-case name
 */
public record FakeRequest(String method, String path, String query, Map<String, List<String>> headers) {
    public FakeRequest {
        headers = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), entry -> List.copyOf(entry.getValue())));
    }

    /** The first value of the header with this name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}
