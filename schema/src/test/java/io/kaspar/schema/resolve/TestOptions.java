package io.kaspar.schema.resolve;

import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.testing.registry.FakeRegistry;
import java.util.List;
import java.util.Map;

/** Options for a registry of a test. */
final class TestOptions {
    private TestOptions() {}

    static RegistryOptions of(FakeRegistry server) {
        return ofUrl(server.url());
    }

    static RegistryOptions ofUrl(String url) {
        return new RegistryOptions(List.of(url), null, null, Map.of(), Map.of(), 30_000, 0, 0, 60_000, 5_000);
    }
}
