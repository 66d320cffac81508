package io.kaspar.schema.registry;

import org.jspecify.annotations.Nullable;

/**
 * What a registry is asked.
 *
 * @param path below an address, URL-encoded
 * @param body JSON that is posted; null for a question that has none
 */
record RegistryRequest(String path, @Nullable String body) {

    static RegistryRequest get(String path) {
        return new RegistryRequest(path, null);
    }
}
