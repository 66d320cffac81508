package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.EncodedColumns;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSource;
import io.kaspar.schema.protobuf.model.FieldKind;
import io.kaspar.schema.protobuf.model.MessageType;
import io.kaspar.schema.protobuf.model.ProtoField;
import io.kaspar.schema.protobuf.model.ProtoField.Presence;
import io.kaspar.schema.protobuf.model.WireType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * Turns a message, and the type of the values to write, into writers: {@link MessageColumns} backwards. One per encoder.
 *
 * <p>Fields are written in the order of their numbers, numbers of repeated fields packed, as all parsers have to take them.
 */
final class MessageWriters {
    private final PayloadOptions options;

    MessageWriters(PayloadOptions options) {
        this.options = options;
    }

    /** What one column becomes; the writer is for values that are not null. */
    private record WrittenColumn(int slot, String path, String oneof, Nulls nulls, FieldWriter field) {}

    /** What null in a column means. */
    private enum Nulls {
        /** The payload lacks the field. */
        ABSENT,
        /** The schema has no such thing: who reads would see the field's default. */
        REFUSED
    }

    /** The writer of a message's fields. */
    FieldWriter fields(MessageType message, StructType struct, String path) throws SchemaException {
        Map<String, Integer> slots = new HashMap<>();
        for (int i = 0; i < struct.length(); i++) {
            slots.put(struct.fields()[i].name(), i);
        }
        EncodedColumns.requireKnown(
                struct, message.fields().stream().map(ProtoField::name).toList(), path);
        List<WrittenColumn> columns = new ArrayList<>();
        List<ProtoField> inOrder = message.fields().stream()
                .sorted(Comparator.comparingInt(ProtoField::number))
                .toList();
        for (ProtoField field : inOrder) {
            Integer slot = slots.get(field.name());
            String place = path + "." + field.name();
            if (slot != null) {
                DataType type = struct.fields()[slot].dataType();
                columns.add(new WrittenColumn(slot, place, field.oneof(), nulls(field), field(field, type, place)));
            } else if (field.presence() == Presence.REQUIRED) {
                throw new SchemaException(path + ": column " + field.name() + " is missing, which the schema requires");
            }
        }
        return writer(columns, struct.length(), path);
    }

    private static FieldWriter writer(List<WrittenColumn> columns, int columnCount, String path) {
        boolean hasOneofs = columns.stream().anyMatch(column -> !column.oneof().isEmpty());
        return (source, place, out) -> {
            ValueSource values = source.structAt(place, columnCount);
            if (hasOneofs) {
                checkOneofs(columns, values, path);
            }
            for (WrittenColumn column : columns) {
                if (!values.isNull(column.slot())) {
                    column.field().write(values, column.slot(), out);
                } else if (column.nulls() == Nulls.REFUSED) {
                    throw new PayloadException(column.path() + ": the schema has no null here; "
                            + "leave the column out, and the field has its default");
                }
            }
        };
    }

    private static void checkOneofs(List<WrittenColumn> columns, ValueSource values, String path)
            throws PayloadException {
        Set<String> taken = new HashSet<>();
        for (WrittenColumn column : columns) {
            if (!column.oneof().isEmpty() && !values.isNull(column.slot()) && !taken.add(column.oneof())) {
                throw new PayloadException(
                        path + ": more than one field of the oneof " + column.oneof() + " has a value");
            }
        }
    }

    private static Nulls nulls(ProtoField field) {
        boolean canBeAbsent = field.presence() == Presence.EXPLICIT
                && !field.isRepeated()
                && !field.isMap()
                && field.defaultText().isEmpty();
        return canBeAbsent ? Nulls.ABSENT : Nulls.REFUSED;
    }

    private FieldWriter field(ProtoField field, DataType type, String path) throws SchemaException {
        if (field.isMap()) {
            return map(field, type, path);
        }
        if (!field.isRepeated()) {
            return tagged(field, value(field, type, path));
        }
        if (!(type instanceof ArrayType array)) {
            throw EncodedColumns.unfit(path, type, "an array");
        }
        FieldWriter element = value(field, array.elementType(), path);
        return field.type().kind().isPackable()
                ? packed(field, element, path)
                : oneByOne(tagged(field, element), field, path);
    }

    private static FieldWriter packed(ProtoField field, FieldWriter element, String path) {
        FieldWriter run = FieldWriter.withLength((source, place, out) -> {
            ValueSource.Elements elements = source.arrayAt(place);
            for (int i = 0; i < elements.size(); i++) {
                requireElement(elements, i, path);
                element.write(elements, i, out);
            }
        });
        FieldWriter tagged = FieldWriter.behind(WireOutput.tag(field.number(), WireType.LENGTH_DELIMITED), run);
        return (source, place, out) -> {
            if (source.arrayAt(place).size() > 0) {
                tagged.write(source, place, out);
            }
        };
    }

    private static FieldWriter oneByOne(FieldWriter element, ProtoField field, String path) {
        byte[] none = WireOutput.tag(field.number(), WireType.LENGTH_DELIMITED);
        boolean mayBeNone = isDate(field);
        return (source, place, out) -> {
            ValueSource.Elements elements = source.arrayAt(place);
            for (int i = 0; i < elements.size(); i++) {
                if (mayBeNone && elements.isNull(i)) { // A date without year, month and day.
                    out.put(none);
                    out.put(0);
                } else {
                    requireElement(elements, i, path);
                    element.write(elements, i, out);
                }
            }
        };
    }

    private static boolean isDate(ProtoField field) {
        return WellKnownType.of(field.type().messageName()) == WellKnownType.DATE;
    }

    private static void requireElement(ValueSource elements, int place, String path) throws PayloadException {
        if (elements.isNull(place)) {
            throw new PayloadException(path + ": the schema has no null among its values");
        }
    }

    private FieldWriter map(ProtoField field, DataType type, String path) throws SchemaException {
        if (!(type instanceof MapType map)) {
            throw EncodedColumns.unfit(path, type, "a map");
        }
        DataType keyType = MessageColumns.scalar(field.mapKey().orElseThrow());
        if (!map.keyType().equals(keyType)) {
            throw EncodedColumns.unfit(path, type, "a map of " + keyType.sql());
        }
        byte[] keyTag = WireOutput.tag(1, field.mapKey().orElseThrow().wireType());
        byte[] valueTag = WireOutput.tag(2, field.type().kind().wireType());
        FieldWriter key = FieldWriter.behind(keyTag, ScalarFieldWriters.ofKey(field, path));
        FieldWriter value = FieldWriter.behind(valueTag, value(field, map.valueType(), path));
        boolean mayBeNone = isDate(field);
        byte[] tag = WireOutput.tag(field.number(), WireType.LENGTH_DELIMITED);
        PayloadOutput entry = new PayloadOutput();
        return (source, place, out) -> {
            ValueSource.Entries entries = source.mapAt(place);
            for (int i = 0; i < entries.keys().size(); i++) {
                entry.clear();
                key.write(entries.keys(), i, entry);
                if (!mayBeNone || !entries.values().isNull(i)) {
                    requireElement(entries.values(), i, path);
                    value.write(entries.values(), i, entry);
                }
                out.put(tag);
                WireOutput.putDelimited(entry.bytes(), entry.length(), out);
            }
        };
    }

    private static FieldWriter tagged(ProtoField field, FieldWriter value) {
        FieldKind kind = field.type().kind();
        return FieldWriter.behind(WireOutput.tag(field.number(), kind.wireType()), value);
    }

    /** The writer of one value, which stands behind its tag; a message with its length, a group with its end. */
    private FieldWriter value(ProtoField field, DataType type, String path) throws SchemaException {
        FieldKind kind = field.type().kind();
        if (!kind.isMessage()) {
            EncodedColumns.requireType(MessageColumns.scalar(kind), type, path);
            return ScalarFieldWriters.of(field.type(), field.checksUtf8(), path);
        }
        FieldWriter content = message(field, type, path);
        if (kind == FieldKind.MESSAGE) {
            return FieldWriter.withLength(content);
        }
        byte[] end = WireOutput.tag(field.number(), WireType.END_GROUP);
        return (source, place, out) -> {
            content.write(source, place, out);
            out.put(end);
        };
    }

    private FieldWriter message(ProtoField field, DataType type, String path) throws SchemaException {
        MessageType message = field.type().message().orElseThrow();
        WellKnownType known = WellKnownType.of(message.fullName());
        if (known != WellKnownType.NONE) {
            EncodedColumns.requireType(MessageColumns.knownType(known, field, options), type, path);
            return KnownMessageWriters.of(known, field, type, path);
        }
        if (type.equals(DataTypes.StringType)) {
            throw new SchemaException(path + ": " + message.fullName()
                    + " holds itself and is JSON text in its column, which cannot be written");
        }
        return fields(message, EncodedColumns.requireStruct(type, "a struct", path), path);
    }
}
