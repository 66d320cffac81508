package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.program.BoundedCache;
import io.kaspar.schema.program.SchemaWeights;
import io.kaspar.schema.protobuf.model.ProtoSchema;
import java.util.HashMap;
import java.util.Map;

/** Parses and links registered schemas, keeping those used last. Thread-safe. */
final class ProtobufSchemas {
    private final BoundedCache<SchemaText, ProtoSchema> parsed = new BoundedCache<>(SchemaWeights.MAX_BYTES);

    ProtoSchema parse(SchemaText text) throws SchemaException {
        return parsed.get(text, SchemaWeights.of(text), ProtobufSchemas::parseNew);
    }

    private static ProtoSchema parseNew(SchemaText text) throws SchemaException {
        if (text.kind() != SchemaKind.PROTOBUF) {
            throw new IllegalArgumentException("not a Protobuf schema: " + text.kind());
        }
        Map<String, String> imports = new HashMap<>();
        text.references().forEach(reference -> imports.put(reference.name(), reference.text()));
        return ProtoSchema.parse(text.text(), imports);
    }
}
