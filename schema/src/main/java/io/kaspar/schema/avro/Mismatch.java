package io.kaspar.schema.avro;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Says in words why a writer's type cannot be read as the reader's, looking at the two and not at their parts. */
final class Mismatch {
    private Mismatch() {}

    /** Null when nothing speaks against it. */
    static @Nullable String of(Resolver.Action action) {
        if (action instanceof Resolver.ErrorAction error) {
            return describe(error);
        }
        if (action instanceof Resolver.RecordAdjust fields) {
            // Avro leaves such a thing behind where a record that lacks a field holds itself.
            if (Arrays.stream(fields.readerOrder).anyMatch(Objects::isNull)) {
                return missingFields(action.writer, action.reader);
            }
            // A topic may hold several types. Registries compare names without namespaces, too.
            return fields.writer.getName().equals(fields.reader.getName()) || !MissingFields.isRequired(fields)
                    ? null
                    : "written as " + describe(fields.writer) + ", which lacks fields of " + describe(fields.reader);
        }
        if (action instanceof Resolver.ReaderUnion union
                && union.actualAction instanceof Resolver.RecordAdjust fields
                && !fields.writer.getFullName().equals(fields.reader.getFullName())
                && MissingFields.isRequired(fields)) {
            // Another name and other fields: nothing says that this branch is meant.
            return "written as " + describe(fields.writer) + ", which matches no branch of " + describe(union.reader);
        }
        if (action instanceof Resolver.DoNothing || action instanceof Resolver.Promote) {
            return ofLogicalTypes(action.writer, action.reader);
        }
        return null;
    }

    private static String describe(Resolver.ErrorAction error) {
        return switch (error.error) {
            case INCOMPATIBLE_SCHEMA_TYPES, NAMES_DONT_MATCH ->
                "written as " + describe(error.writer) + ", which cannot be read as " + describe(error.reader);
            case SIZES_DONT_MATCH ->
                "written as " + describe(error.writer) + " of " + error.writer.getFixedSize()
                        + " bytes, which cannot be read as one of " + error.reader.getFixedSize();
            case MISSING_REQUIRED_FIELD -> missingFields(error.writer, error.reader);
            case NO_MATCHING_BRANCH ->
                "written as " + describe(error.writer) + ", which matches no branch of " + describe(error.reader);
        };
    }

    private static String missingFields(Schema writer, Schema reader) {
        List<String> missing = reader.getFields().stream()
                .filter(field -> !field.hasDefaultValue() && writer.getField(field.name()) == null)
                .map(Schema.Field::name)
                .toList();
        return "written without the field " + String.join(", ", missing) + ", for which " + describe(reader)
                + " has no default";
    }

    private static @Nullable String ofLogicalTypes(Schema writer, Schema reader) {
        LogicalTypes.Decimal written = LogicalTypeName.decimal(writer);
        LogicalTypes.Decimal wanted = LogicalTypeName.decimal(reader);
        if (written != null && wanted != null && written.getScale() != wanted.getScale()) {
            return "written as a decimal of scale " + written.getScale() + ", which cannot be read with scale "
                    + wanted.getScale();
        }
        if (wanted != null && writer.getType() == Schema.Type.STRING) {
            return "written as string, which cannot be read as decimal";
        }
        TemporalType writtenTime = TemporalType.of(writer);
        TemporalType wantedTime = TemporalType.of(reader);
        if (writtenTime != null && wantedTime != null && writtenTime.family() != wantedTime.family()) {
            return "written as " + LogicalTypeName.of(writer) + ", which cannot be read as "
                    + LogicalTypeName.of(reader);
        }
        return null;
    }

    private static String describe(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getType().getName() + " " + schema.getFullName();
            case UNION ->
                schema.getTypes().stream().map(Mismatch::describe).collect(Collectors.joining(", ", "union [", "]"));
            case ARRAY, MAP, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
                schema.getType().getName();
        };
    }
}
