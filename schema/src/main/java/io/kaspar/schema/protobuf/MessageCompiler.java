package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.json.text.JsonStep;
import io.kaspar.schema.nesting.Unfolding;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.ScannedField.Shape;
import io.kaspar.schema.protobuf.model.FieldKind;
import io.kaspar.schema.protobuf.model.MessageType;
import io.kaspar.schema.protobuf.model.ProtoField;
import io.kaspar.schema.protobuf.model.ProtoField.FieldType;
import io.kaspar.schema.protobuf.model.WireType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Turns the writer's message and the table's into steps that read what a projection asks for. One per decoder.
 *
 * <p>Fields are the same when their numbers are, whatever they are called. Each is read as its writer's type means it, and put
 * into the column of the table's type.
 */
final class MessageCompiler {
    /** More fields between the wanted ones are passed over in a loop: statements for each would only be long. */
    private static final int MAX_UNWANTED = 20;

    private final PayloadOptions options;
    private final Map<List<String>, JsonStep> jsonSteps = new HashMap<>();

    MessageCompiler(PayloadOptions options) {
        this.options = options;
    }

    /** Reads a message from its first field to the cursor's limit. */
    Step message(MessageType writer, MessageType reader, StructType projection) throws SchemaException {
        Map<String, ProtoField> readerFields = new HashMap<>();
        reader.fields().forEach(field -> readerFields.put(field.name(), field));
        Map<Integer, ProtoField> writerFields = new HashMap<>();
        writer.fields().forEach(field -> writerFields.put(field.number(), field));
        List<ScannedField> fields = new ArrayList<>();
        Set<String> oneofs = new LinkedHashSet<>();
        Set<Integer> wanted = new LinkedHashSet<>();
        for (StructField column : projection.fields()) {
            ProtoField field = Objects.requireNonNull(readerFields.get(column.name()), column.name());
            ProtoField written = writerFields.get(field.number());
            if (written == null) {
                fields.add(ScannedField.missing(AbsentSteps.ofUndeclared(field)));
                continue;
            }
            String place = reader.fullName() + "." + field.name();
            fields.add(field(written, field, column.dataType(), writer, place));
            wanted.add(written.number());
            oneofs.add(written.oneof());
        }
        addRivals(writer, oneofs, wanted, fields);
        return new MessageStep(fields, projection.length(), unwanted(writer, fields));
    }

    /** What writers write between the wanted fields; none where it is more than generated code gains from. */
    private static List<ScannedField> unwanted(MessageType writer, List<ScannedField> wanted) {
        if (writer.fields().size() - wanted.size() > MAX_UNWANTED) {
            return List.of();
        }
        Set<Integer> numbers = wanted.stream().map(ScannedField::number).collect(Collectors.toSet());
        return writer.fields().stream()
                .filter(field -> !numbers.contains(field.number()))
                .map(field -> ScannedField.unwanted(field.number(), writtenType(field)))
                .toList();
    }

    private static WireType writtenType(ProtoField field) {
        boolean isDelimited =
                field.isMap() || (field.isRepeated() && field.type().kind().isPackable());
        return isDelimited ? WireType.LENGTH_DELIMITED : field.type().kind().wireType();
    }

    private static void addRivals(
            MessageType writer, Set<String> oneofs, Set<Integer> wanted, List<ScannedField> fields) {
        for (ProtoField other : writer.fields()) {
            if (oneofOf(writer, other) != ScannedField.ALONE
                    && oneofs.contains(other.oneof())
                    && !wanted.contains(other.number())) {
                fields.add(
                        ScannedField.rival(other.number(), other.type().kind().wireType(), oneofOf(writer, other)));
            }
        }
    }

    /** The place of a oneof among those of its message. */
    private static int oneofOf(MessageType writer, ProtoField field) {
        if (field.oneof().isEmpty()) {
            return ScannedField.ALONE;
        }
        List<String> names =
                writer.fields().stream().map(ProtoField::oneof).distinct().toList();
        return names.indexOf(field.oneof());
    }

    private ScannedField field(ProtoField written, ProtoField field, DataType column, MessageType writer, String place)
            throws SchemaException {
        FieldKind kind = written.type().kind();
        if (written.isMap() != field.isMap()) {
            throw unfit(place, written, field);
        }
        if (field.isMap()) {
            Step entries = entries(written, field, (MapType) column, place);
            return new ScannedField(
                    written.number(),
                    FieldKind.MESSAGE.wireType(),
                    false,
                    Shape.MAP,
                    entries,
                    null,
                    AbsentSteps.of(field),
                    ScannedField.ALONE);
        }
        DataType type = field.isRepeated() ? ((ArrayType) column).elementType() : column;
        Step body = body(written, field, type, place);
        Step element = element(written, field, body, place);
        return new ScannedField(
                written.number(),
                kind.wireType(),
                written.isRepeated() && kind.isPackable(),
                shape(written, field),
                element,
                body,
                field.isRepeated() ? AbsentSteps.NOTHING : absent(element, field),
                oneofOf(writer, written));
    }

    private static Step absent(Step element, ProtoField field) throws SchemaException {
        Step absent = AbsentSteps.of(field);
        return element instanceof FieldValueSteps.OfSymbol symbols ? symbols.absent(absent) : absent;
    }

    private static Shape shape(ProtoField written, ProtoField field) {
        if (!field.isRepeated()) {
            return Shape.SINGULAR;
        }
        return written.isRepeated() ? Shape.REPEATED : Shape.OPTIONAL_ELEMENT;
    }

    private Step entries(ProtoField written, ProtoField field, MapType type, String place) throws SchemaException {
        FieldType writtenKey = FieldType.of(written.mapKey().orElseThrow());
        FieldType fieldKey = FieldType.of(field.mapKey().orElseThrow());
        Step key = ValueCompiler.compile(writtenKey, fieldKey, written.checksUtf8());
        if (key == null) {
            throw unfit(place, written, field);
        }
        Step body = body(written, field, type.valueType(), place);
        return new MapEntries(
                part(1, writtenKey, key, null, AbsentSteps.ofType(fieldKey)),
                part(2, written.type(), element(written, field, body, place), body, absentValue(field, body)),
                writtenKey.kind());
    }

    /** An entry without a value has its type's default, which for a message is one without fields. */
    private static Step absentValue(ProtoField field, @Nullable Step body) {
        return body == null
                ? AbsentSteps.ofType(field.type())
                : (cursor, sink) -> body.run(cursor.over(new byte[0]), sink);
    }

    private static ScannedField part(int number, FieldType type, Step element, @Nullable Step body, Step absent) {
        return new ScannedField(
                number, type.kind().wireType(), false, Shape.SINGULAR, element, body, absent, ScannedField.ALONE);
    }

    private static Step element(ProtoField written, ProtoField field, @Nullable Step body, String place)
            throws SchemaException {
        if (body != null) {
            return written.type().kind() == FieldKind.GROUP
                    ? new MessageSteps.Grouped(body, written.number())
                    : new MessageSteps.Delimited(body);
        }
        Step value = ValueCompiler.compile(written.type(), field.type(), written.checksUtf8());
        if (value == null) {
            throw unfit(place, written, field);
        }
        return value;
    }

    /** What reads a message's fields; null for what is no message. */
    private @Nullable Step body(ProtoField written, ProtoField field, DataType type, String place)
            throws SchemaException {
        if (!written.type().kind().isMessage() || !field.type().kind().isMessage()) {
            return null;
        }
        MessageType writer = written.type().message().orElseThrow();
        MessageType reader = field.type().message().orElseThrow();
        WellKnownType known = WellKnownType.of(reader.fullName());
        if (known != WellKnownType.NONE && !reader.fullName().equals(writer.fullName())) {
            throw unfit(place, written, field);
        }
        return switch (known) {
            case TIMESTAMP, DURATION -> new TimeSteps.Micros();
            case DATE -> new TimeSteps.Date();
            case TIME_OF_DAY -> new TimeSteps.TimeOfDay();
            case STRUCT, VALUE, LIST_VALUE -> new StructText(known);
            case DECIMAL ->
                type instanceof DecimalType decimal
                        ? new ConfluentDecimals.Scaled(decimal.scale())
                        : new ConfluentDecimals.Text();
            case WRAPPER -> unwrapped(reader);
            case NONE -> type instanceof StringType ? json(writer, reader) : message(writer, reader, (StructType) type);
        };
    }

    private static Step unwrapped(MessageType wrapper) {
        FieldType type = wrapper.fields().get(0).type();
        Step value = Objects.requireNonNull(ValueCompiler.compile(type, type, true));
        return new MessageSteps.Unwrapped(part(1, type, value, null, AbsentSteps.ofType(type)));
    }

    private Step json(MessageType writer, MessageType reader) throws SchemaException {
        List<String> names = List.of(writer.fullName(), reader.fullName());
        JsonStep known = jsonSteps.get(names);
        if (known != null) {
            return known;
        }
        StructType type = new MessageColumns(options, Unfolding.insideJson()).structType(reader);
        JsonStep step = new JsonStep(type);
        jsonSteps.put(names, step);
        step.setFields(message(writer, reader, type));
        return step;
    }

    private static SchemaException unfit(String place, ProtoField written, ProtoField field) {
        return new SchemaException("field " + place + " was written as " + described(written)
                + ", which cannot be read as " + described(field));
    }

    static String described(ProtoField field) {
        return switch (field.cardinality()) {
            case SINGULAR -> field.type().toString();
            case REPEATED -> "repeated " + field.type();
            case MAP -> "map<" + field.mapKey().orElseThrow().protoName() + ", " + field.type() + ">";
        };
    }
}
