package io.kaspar.schema.resolve;

import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.MessageIndexCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a payload's framing says that it was written by: payloads with equal keys are read by the same decoder.
 *
 * @param messageIndexes the way to one of the schema's messages; empty for schemas that are one type
 */
record WriterKey(SchemaName schema, List<Integer> messageIndexes) {
    WriterKey {
        messageIndexes = List.copyOf(messageIndexes);
    }

    /** How a framing names a schema. */
    sealed interface SchemaName {}

    /** By its id in the registry and context. */
    record Id(int schemaId) implements SchemaName {
        @Override
        public String toString() {
            return "id " + schemaId;
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
        return new WriterKey(name(framing), List.of());
    }

    static WriterKey of(FramingCursor framing, MessageIndexCursor indexes) {
        List<Integer> way = new ArrayList<>();
        for (int depth = 0; depth < indexes.count(); depth++) {
            way.add(indexes.index(depth));
        }
        return new WriterKey(name(framing), way);
    }

    private static SchemaName name(FramingCursor framing) {
        return framing.hasGuid() ? new Guid(framing.guid()) : new Id(framing.schemaId());
    }
}
