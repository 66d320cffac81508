package io.kaspar.schema.avro;

import io.kaspar.schema.program.Skip;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.avro.Schema;

/** Compiles the passing over of values; one per decoder, so that a type skipped in several places is compiled once. */
final class SkipCompiler {
    private final EncodedSize sizes;
    private final IdentityHashMap<Schema, Skip> compiled = new IdentityHashMap<>();

    SkipCompiler(EncodedSize sizes) {
        this.sizes = sizes;
    }

    SkipProgram compile(List<Schema> writers) {
        SkipProgram.Builder program = new SkipProgram.Builder();
        writers.forEach(writer -> append(writer, program));
        return program.build();
    }

    private void append(Schema writer, SkipProgram.Builder program) {
        int fixed = sizes.fixed(writer);
        if (fixed != EncodedSize.VARIES) {
            program.jump(fixed);
            return;
        }
        switch (writer.getType()) {
            case INT, ENUM -> program.intVarint();
            case LONG -> program.longVarint();
            case STRING, BYTES -> program.lengthPrefixed();
            case RECORD -> program.call(record(writer));
            case ARRAY, MAP, UNION -> program.call(nested(writer));
            case NULL, BOOLEAN, FLOAT, DOUBLE, FIXED -> throw new IllegalStateException("has a fixed size: " + writer);
        }
    }

    private Skip record(Schema writer) {
        Skip known = compiled.get(writer);
        if (known != null) {
            return known;
        }
        RecordSkip skip = new RecordSkip();
        compiled.put(writer, skip);
        skip.setFields(
                compile(writer.getFields().stream().map(Schema.Field::schema).toList()));
        return skip;
    }

    private Skip nested(Schema writer) {
        Skip known = compiled.get(writer);
        if (known != null) {
            return known;
        }
        Skip skip = writer.getType() == Schema.Type.UNION ? union(writer) : blocks(writer);
        compiled.put(writer, skip);
        return skip;
    }

    private Skip union(Schema writer) {
        return new UnionSkip(writer.getTypes().stream()
                .map(branch -> compile(List.of(branch)))
                .toArray(SkipProgram[]::new));
    }

    private Skip blocks(Schema writer) {
        if (writer.getType() == Schema.Type.ARRAY) {
            Schema element = writer.getElementType();
            return new BlockSkip(compile(List.of(element)), sizes.min(element));
        }
        List<Schema> entry = List.of(Schema.create(Schema.Type.STRING), writer.getValueType());
        return new BlockSkip(compile(entry), sizes.minEntry(writer));
    }
}
