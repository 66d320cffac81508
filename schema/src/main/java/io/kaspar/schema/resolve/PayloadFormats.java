package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.SchemaKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The formats at hand, by the kind of schema they read. */
final class PayloadFormats {
    private final Map<SchemaKind, PayloadFormat> byKind = new EnumMap<>(SchemaKind.class);

    PayloadFormats(List<PayloadFormat> formats) {
        for (PayloadFormat format : formats) {
            if (byKind.put(format.kind(), format) != null) {
                throw new IllegalArgumentException("two formats for " + format.kind());
            }
        }
    }

    Optional<PayloadFormat> find(SchemaKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }
}
