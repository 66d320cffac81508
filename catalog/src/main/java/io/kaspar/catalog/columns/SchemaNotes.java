package io.kaspar.catalog.columns;

import io.kaspar.schema.resolve.PayloadSchema;
import java.util.Optional;

/** What a column must tell of the schema of its payloads, when there is none that it can be read by. */
final class SchemaNotes {
    private SchemaNotes() {}

    /** Why the column is bytes; empty when nothing is odd. */
    static Optional<String> of(PayloadSchema payloadSchema) {
        if (payloadSchema instanceof PayloadSchema.Undecoded undecoded) {
            return Optional.of("bytes: " + undecoded.note());
        }
        if (payloadSchema instanceof PayloadSchema.Windowed windowed) {
            return of(windowed.key());
        }
        return payloadSchema instanceof PayloadSchema.Unavailable unavailable
                ? Optional.of("cannot be read: " + unavailable.problem())
                : Optional.empty();
    }

    /** Refuses to read what nobody knows how to read. */
    static void requireAvailable(PayloadSchema payloadSchema) {
        if (payloadSchema instanceof PayloadSchema.Unavailable unavailable) {
            throw new UnavailableSchemaException(unavailable.problem());
        }
    }
}
