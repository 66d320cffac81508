package io.kaspar.schema.resolve;

import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.MessageIndexCursor;
import java.util.ArrayList;
import java.util.List;
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
            return new SchemaName.OfApicurio(framing.apicurioIdKind(), framing.apicurioId());
        }
        return framing.hasGuid() ? new SchemaName.Guid(framing.guid()) : new SchemaName.Id(framing.schemaId());
    }
}
