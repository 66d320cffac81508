package io.kaspar.catalog.metadata;

import io.kaspar.schema.registry.RegisteredSchema;

/**
 * A version of one of a topic's schemas.
 *
 * @param side {@code key} or {@code value}
 * @param isNewest whether the subject has none after it
 */
public record SchemaVersion(String side, RegisteredSchema registered, boolean isNewest) {}
