package io.kaspar.schema.avro;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;

/** Tells whether a resolution fails anywhere for want of fields that the reader has no defaults for. */
final class MissingFields {
    private final Set<Resolver.Action> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private MissingFields() {}

    static boolean in(Resolver.Action root) {
        return new MissingFields().areIn(root);
    }

    /** Whether the reader has a field without a null that the writer lacks. */
    static boolean isRequired(Resolver.RecordAdjust action) {
        for (int i = action.firstDefault; i < action.readerOrder.length; i++) {
            if (action.defaults[i - action.firstDefault] == null
                    && !action.readerOrder[i].schema().isNullable()) {
                return true;
            }
        }
        return false;
    }

    private boolean areIn(Resolver.Action action) {
        if (action instanceof Resolver.ErrorAction error) {
            return switch (error.error) {
                case MISSING_REQUIRED_FIELD -> true;
                // Records match a branch by their fields when not by their name, and so may fail to for want of one.
                case NO_MATCHING_BRANCH -> error.writer.getType() == Schema.Type.RECORD;
                case INCOMPATIBLE_SCHEMA_TYPES, NAMES_DONT_MATCH, SIZES_DONT_MATCH -> false;
            };
        }
        if (action instanceof Resolver.Container container) {
            return areIn(container.elementAction);
        }
        if (action instanceof Resolver.WriterUnion union) {
            return Arrays.stream(union.actions).anyMatch(this::areIn);
        }
        if (action instanceof Resolver.ReaderUnion union) {
            return areIn(union.actualAction);
        }
        return action instanceof Resolver.RecordAdjust fields && seen.add(fields) && areInFields(fields);
    }

    private boolean areInFields(Resolver.RecordAdjust fields) {
        // Avro leaves a null behind where a record that lacks a field holds itself.
        return Arrays.stream(fields.readerOrder).anyMatch(Objects::isNull)
                || Arrays.stream(fields.fieldActions)
                        .anyMatch(field -> !(field instanceof Resolver.Skip) && areIn(field));
    }
}
