package io.kaspar.schema.avro;

import io.kaspar.schema.nesting.TypeCycles;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/** Which records the records of a schema hold. */
final class RecordParts {
    private final Map<String, Set<String>> parts = new HashMap<>();

    private RecordParts() {}

    /** The cycles of a schema's records; throws a {@link StackOverflowError} for types too deep inside each other. */
    static TypeCycles cyclesIn(Schema schema) {
        RecordParts records = new RecordParts();
        Set<String> roots = new LinkedHashSet<>();
        records.collect(schema, roots);
        return TypeCycles.of(roots, records::of);
    }

    private Collection<String> of(String recordName) {
        return parts.getOrDefault(recordName, Set.of());
    }

    private void collect(Schema type, Set<String> names) {
        switch (type.getType()) {
            case RECORD -> {
                String name = type.getFullName();
                names.add(name);
                if (!parts.containsKey(name)) {
                    Set<String> held = new LinkedHashSet<>();
                    parts.put(name, held);
                    type.getFields().forEach(field -> collect(field.schema(), held));
                }
            }
            case ARRAY -> collect(type.getElementType(), names);
            case MAP -> collect(type.getValueType(), names);
            case UNION -> type.getTypes().forEach(branch -> collect(branch, names));
            case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED, ENUM -> {}
        }
    }
}
