package io.kaspar.schema.resolve;

import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.wire.ApicurioIdKind;
import io.kaspar.schema.wire.RegistryFraming;
import java.io.Serializable;
import java.util.UUID;

/** How a framing names a schema. */
public sealed interface SchemaName extends Serializable {
    /** Who says so, in a topic whose payloads name their schemas in one way. */
    default WriterSchema.Evidence evidence(RegistryFraming framing) {
        return WriterSchema.Evidence.FRAMING;
    }

    /** By its id in the registry and context. */
    record Id(int schemaId) implements SchemaName {
        @Override
        public String toString() {
            return "id " + schemaId;
        }
    }

    /** By an id of Apicurio's registry. */
    record OfApicurio(ApicurioIdKind kind, long id) implements SchemaName {
        /** Only a header is read where nobody says that Apicurio's serializers wrote the topic. */
        @Override
        public WriterSchema.Evidence evidence(RegistryFraming framing) {
            return framing.style() == RegistryFraming.Style.APICURIO
                    ? WriterSchema.Evidence.FRAMING
                    : WriterSchema.Evidence.HEADER;
        }

        @Override
        public String toString() {
            return "Apicurio's " + kind.optionValue() + " id " + id;
        }
    }

    /** By its GUID. */
    record Guid(UUID guid) implements SchemaName {
        @Override
        public String toString() {
            return "GUID " + guid;
        }
    }
}
