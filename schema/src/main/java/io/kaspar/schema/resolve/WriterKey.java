package io.kaspar.schema.resolve;

import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.wire.ApicurioIdKind;
import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.MessageIndexCursor;
import io.kaspar.schema.wire.RegistryFraming;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a payload's framing says that it was written by: payloads with equal keys are read by the same decoder.
 *
 * @param messageIndexes the way to one of the schema's messages; empty for schemas that are one type, and where a name says it
 * @param messageName the simple name of one of the messages on top of the schema; null where no name says it
 */
record WriterKey(
        SchemaName schema,
        List<Integer> messageIndexes,
        @Nullable String messageName) {
    WriterKey {
        messageIndexes = List.copyOf(messageIndexes);
    }

    /** How a framing names a schema. */
    sealed interface SchemaName {
        /** Who says so, in a topic whose payloads name their schemas in one way. */
        default WriterSchema.Evidence evidence(RegistryFraming framing) {
            return WriterSchema.Evidence.FRAMING;
        }
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

    static WriterKey of(FramingCursor framing) {
        return new WriterKey(name(framing), List.of(), null);
    }

    static WriterKey of(FramingCursor framing, MessageIndexCursor indexes) {
        List<Integer> way = new ArrayList<>();
        for (int depth = 0; depth < indexes.count(); depth++) {
            way.add(indexes.index(depth));
        }
        return new WriterKey(name(framing), way, null);
    }

    static WriterKey of(FramingCursor framing, String messageName) {
        return new WriterKey(name(framing), List.of(), messageName);
    }

    private static SchemaName name(FramingCursor framing) {
        if (framing.isApicurio()) {
            return new OfApicurio(framing.apicurioIdKind(), framing.apicurioId());
        }
        return framing.hasGuid() ? new Guid(framing.guid()) : new Id(framing.schemaId());
    }
}
