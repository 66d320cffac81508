package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.nesting.TypeBudget;
import io.kaspar.schema.nesting.TypePath;
import io.kaspar.schema.nesting.Unfolding;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Maps one reader's schema to a Spark type by the table in this package's documentation. */
final class TypeMapping {
    /** Each branch's name is compared with all others. */
    static final int MAX_BRANCHES = 1_000;

    private final PayloadOptions options;
    private final Unfolding unfolding;
    private final List<String> dropped = new ArrayList<>();
    private final TypeBudget budget = new TypeBudget();

    TypeMapping(PayloadOptions options, Unfolding unfolding) {
        this.options = options;
        this.unfolding = unfolding;
    }

    /** A type and whether the schema lets nulls stand there; the value schema is without the null. */
    private record Mapped(DataType type, Schema value, boolean nullable) {}

    /** The type of whole payloads; a payload without any column is an empty struct. */
    DataType payloadType(Schema reader) throws SchemaException {
        Mapped mapped = map(reader, TypePath.root(unfolding), describe(reader));
        return mapped == null ? new StructType() : mapped.type();
    }

    /** A record's columns, whatever the limits say about the record itself. */
    StructType structType(Schema fields) throws SchemaException {
        return struct(fields, TypePath.root(unfolding), describe(fields));
    }

    /** Whether it became too large and was left unfinished, so that what was given is no good. */
    boolean isTooLarge() {
        return budget.isSpent();
    }

    /** The places that have no column, since there is nothing to show. */
    List<String> dropped() {
        return List.copyOf(dropped);
    }

    private @Nullable Mapped map(Schema reader, TypePath path, String place) throws SchemaException {
        budget.enter(path);
        Mapped mapped = budget.isSpent() ? null : mapUnchecked(reader, path, place);
        budget.leave();
        return mapped;
    }

    private @Nullable Mapped mapUnchecked(Schema reader, TypePath path, String place) throws SchemaException {
        return switch (reader.getType()) {
            case NULL -> null;
            case UNION -> union(reader, path, place);
            case RECORD ->
                path.isExhausted(reader.getFullName()) ? json(reader) : nonEmpty(reader, struct(reader, path, place));
            case ARRAY -> array(reader, path, place);
            case MAP -> map(reader, map(reader.getValueType(), path, place + "{}"));
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED, ENUM ->
                new Mapped(ScalarMapping.of(reader, options, place), reader, false);
        };
    }

    private static Mapped json(Schema reader) {
        return new Mapped(DataTypes.StringType, reader, false);
    }

    private static @Nullable Mapped nonEmpty(Schema reader, StructType type) {
        return type.length() == 0 ? null : new Mapped(type, reader, false);
    }

    private StructType struct(Schema reader, TypePath path, String place) throws SchemaException {
        TypePath inside = path.enter(reader.getFullName());
        List<StructField> columns = new ArrayList<>();
        for (Schema.Field field : reader.getFields()) {
            String fieldPlace = place + "." + field.name();
            Mapped mapped = map(field.schema(), inside, fieldPlace);
            if (mapped == null) {
                dropped.add(fieldPlace);
            } else {
                columns.add(FieldNotes.field(field, mapped.value(), mapped.type(), !mapped.nullable()));
            }
        }
        return new StructType(columns.toArray(new StructField[0]));
    }

    private @Nullable Mapped array(Schema reader, TypePath path, String place) throws SchemaException {
        Mapped element = map(reader.getElementType(), path, place + "[]");
        return element == null
                ? null
                : new Mapped(DataTypes.createArrayType(element.type(), element.nullable()), reader, false);
    }

    private static @Nullable Mapped map(Schema reader, @Nullable Mapped value) {
        return value == null
                ? null
                : new Mapped(
                        DataTypes.createMapType(DataTypes.StringType, value.type(), value.nullable()), reader, false);
    }

    private @Nullable Mapped union(Schema reader, TypePath path, String place) throws SchemaException {
        int branchCount = reader.getTypes().size();
        if (branchCount > MAX_BRANCHES) {
            throw new SchemaException(place + ": a union of " + branchCount + " branches, " + MAX_BRANCHES
                    + " are the most that are read");
        }
        UnionShape shape = UnionShape.of(reader, options.unionNames());
        return switch (shape.kind()) {
            case NOTHING -> null;
            case ONE -> orNull(map(shape.only(), path, place), shape);
            case BIGINT -> new Mapped(DataTypes.LongType, reader, shape.isNullable());
            case DOUBLE -> new Mapped(DataTypes.DoubleType, reader, shape.isNullable());
            case STRUCT -> orNull(nonEmpty(reader, branches(shape, path, place)), shape);
        };
    }

    private static @Nullable Mapped orNull(@Nullable Mapped mapped, UnionShape shape) {
        return mapped == null || !shape.isNullable() ? mapped : new Mapped(mapped.type(), mapped.value(), true);
    }

    private StructType branches(UnionShape shape, TypePath path, String place) throws SchemaException {
        List<StructField> columns = new ArrayList<>();
        for (int i = 0; i < shape.branches().size(); i++) {
            Schema branch = shape.branches().get(i);
            if (UnionShape.isNull(branch)) {
                continue;
            }
            String name = shape.fieldName(i);
            Mapped mapped = map(branch, path, place + "." + name);
            if (mapped == null) {
                dropped.add(place + "." + name);
            } else {
                columns.add(FieldNotes.branch(name, mapped.value(), mapped.type()));
            }
        }
        return new StructType(columns.toArray(new StructField[0]));
    }

    private static String describe(Schema reader) {
        return reader.getName() == null ? reader.getType().getName() : reader.getName();
    }
}
