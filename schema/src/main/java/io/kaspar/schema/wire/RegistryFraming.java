package io.kaspar.schema.wire;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How payloads name the schemas of a registry.
 *
 * @param style whose serializers wrote them
 * @param frameIds what the ids in front of payloads are that Apicurio's serializers wrote; null when nobody says so, and then such
 *     a payload is malformed
 * @param place where payloads that are written name their schema; readers look at both
 */
public record RegistryFraming(Style style, @Nullable ApicurioIdKind frameIds, Place place) implements Serializable {
    /** What the record says. */
    public static final RegistryFraming AUTO = new RegistryFraming(Style.AUTO, null);

    /** Written with a frame in front of the payload. */
    public RegistryFraming(Style style, @Nullable ApicurioIdKind frameIds) {
        this(style, frameIds, Place.PAYLOAD);
    }

    /** Where a payload names its schema. */
    public enum Place {
        /** In front of it. */
        PAYLOAD,
        /** In headers of the record. */
        HEADERS
    }

    public RegistryFraming {
        Objects.requireNonNull(style, "style");
        Objects.requireNonNull(place, "place");
    }

    /** Whose serializers wrote payloads. */
    public enum Style {
        /** Confluent's or Apicurio's as headers tell; Confluent's where none does. */
        AUTO,
        /** Confluent's: other headers say nothing. */
        CONFLUENT,
        /** Apicurio's: other headers say nothing. */
        APICURIO;

        boolean readsConfluentHeader() {
            return this != APICURIO;
        }

        boolean readsApicurioHeaders() {
            return this != CONFLUENT;
        }
    }
}
