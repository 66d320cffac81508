package io.kaspar.schema.protobuf.text;

import io.kaspar.schema.format.SchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes fields that are read as the columns they were made of, and the messages that are their types, each in front of its field.
 */
final class MessageText {
    private static final String INDENT = "  ";
    private static final Map<DataType, String> KEYS = Map.of(
            DataTypes.BooleanType, "bool",
            DataTypes.IntegerType, "int32",
            DataTypes.LongType, "int64");

    private final boolean isProto3;
    private final Set<String> imports = new TreeSet<>();

    MessageText(boolean isProto3) {
        this.isProto3 = isProto3;
    }

    /** The files that define types of the fields. */
    Set<String> imports() {
        return Set.copyOf(imports);
    }

    /** A whole message, line by line. */
    List<String> message(String name, String place, StructType columns) throws SchemaException {
        List<String> lines = new ArrayList<>();
        lines.add("message " + name + " {");
        fields(new ScopeNames(), FieldNumbers.fromOne(), place, columns).forEach(line -> lines.add(INDENT + line));
        lines.add("}");
        return lines;
    }

    /**
     * The lines inside of a message.
     *
     * @param names of all that the message has already
     */
    List<String> fields(ScopeNames names, FieldNumbers numbers, String place, StructType columns)
            throws SchemaException {
        for (StructField column : columns.fields()) {
            names.addField(column.name(), at(place, column));
        }
        List<String> lines = new ArrayList<>();
        for (StructField column : columns.fields()) {
            String at = at(place, column);
            FieldText field = type(names, column.name(), at, column.dataType(), lines);
            column.getComment().getOrElse(() -> "").lines().forEach(line -> lines.add(("// " + line).stripTrailing()));
            lines.add(label(column, field, at) + field.type() + " " + column.name() + " = " + numbers.next(at)
                    + field.options() + ";");
        }
        return lines;
    }

    private static String at(String place, StructField column) {
        return place.isEmpty() ? column.name() : place + "." + column.name();
    }

    private String label(StructField column, FieldText field, String place) throws SchemaException {
        if (column.dataType() instanceof MapType) {
            return "";
        }
        if (column.dataType() instanceof ArrayType) {
            return "repeated ";
        }
        if (!isProto3) {
            return column.nullable() ? "optional " : "required ";
        }
        if (field.isMessage() && !column.nullable()) {
            throw new SchemaException(place + ": NOT NULL would not hold, since nothing in proto3 says that a "
                    + field.type() + " has to be there; leave it out");
        }
        return field.isMessage() || !column.nullable() ? "" : "optional ";
    }

    private FieldText type(ScopeNames names, String column, String place, DataType type, List<String> lines)
            throws SchemaException {
        if (type instanceof ArrayType array) {
            return inside(names, column, place + "[]", array.elementType(), lines);
        }
        if (type instanceof MapType map) {
            FieldText value = inside(names, column, place + "{}", map.valueType(), lines);
            return value.as("map<" + key(place, map.keyType()) + ", " + value.type() + ">");
        }
        if (type instanceof StructType struct) {
            String name = names.type(column);
            lines.addAll(message(name, place, struct));
            return FieldText.message(name);
        }
        FieldText scalar = FieldText.of(type, place);
        imports.addAll(List.of(scalar.imports().split(" ")));
        imports.remove("");
        return scalar;
    }

    private FieldText inside(ScopeNames names, String column, String place, DataType type, List<String> lines)
            throws SchemaException {
        if (type instanceof ArrayType || type instanceof MapType) {
            throw new SchemaException(place
                    + ": Protobuf has no arrays or maps inside of others; a STRUCT around the inner one has a place");
        }
        return type(names, column, place, type, lines);
    }

    private static String key(String place, DataType type) throws SchemaException {
        String key = type instanceof StringType ? "string" : KEYS.get(type);
        if (key == null) {
            throw new SchemaException(place + ": Protobuf has no maps by " + type.sql()
                    + " that would be read as the same; CAST changes the type");
        }
        return key;
    }
}
