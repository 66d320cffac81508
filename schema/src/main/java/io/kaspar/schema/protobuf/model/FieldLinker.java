package io.kaspar.schema.protobuf.model;

import com.squareup.wire.Syntax;
import com.squareup.wire.schema.Field.Label;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.protobuf.model.ProtoField.Cardinality;
import io.kaspar.schema.protobuf.model.ProtoField.FieldType;
import io.kaspar.schema.protobuf.model.ProtoField.Presence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the fields of one message. */
final class FieldLinker {
    private static final int MAX_NUMBER = (1 << 29) - 1;
    private static final Pattern MAP = Pattern.compile("map<\\s*([a-z0-9]+)\\s*,\\s*([A-Za-z0-9_.]+)\\s*>");
    private static final String FIELD_META = "confluent.field_meta";

    private final ProtoLinker types;
    private final boolean isProto3;
    private final String messageName;

    /** A field and the place of its declaration: fields, groups and oneofs come in lists of their own. */
    private record Declared(Location location, ProtoField field) {}

    FieldLinker(ProtoLinker types, ProtoFileElement file, String messageName) {
        this.types = types;
        this.isProto3 = file.getSyntax() == Syntax.PROTO_3;
        this.messageName = messageName;
    }

    List<ProtoField> fields(MessageElement message) throws SchemaException {
        List<Declared> fields = new ArrayList<>();
        addFields(fields, message.getFields(), "");
        addGroups(fields, message.getGroups(), "");
        for (OneOfElement oneof : message.getOneOfs()) {
            addFields(fields, oneof.getFields(), oneof.getName());
            addGroups(fields, oneof.getGroups(), oneof.getName());
        }
        return inOrder(fields);
    }

    List<ProtoField> fields(GroupElement group) throws SchemaException {
        List<Declared> fields = new ArrayList<>();
        addFields(fields, group.getFields(), "");
        return inOrder(fields);
    }

    private List<ProtoField> inOrder(List<Declared> declared) throws SchemaException {
        List<ProtoField> fields = declared.stream()
                .sorted(Comparator.comparingInt((Declared one) -> one.location().getLine())
                        .thenComparingInt(one -> one.location().getColumn()))
                .map(Declared::field)
                .toList();
        Set<Integer> numbers = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (ProtoField field : fields) {
            if (field.number() < 1 || field.number() > MAX_NUMBER) {
                throw new SchemaException(place(field.name()) + " has number " + field.number());
            }
            if (!numbers.add(field.number()) || !names.add(field.name())) {
                throw new SchemaException(
                        place(field.name()) + " shares its name or number " + field.number() + " with another field");
            }
        }
        return fields;
    }

    private void addFields(List<Declared> fields, List<FieldElement> elements, String oneof) throws SchemaException {
        for (FieldElement element : elements) {
            fields.add(new Declared(element.getLocation(), field(element, oneof)));
        }
    }

    private void addGroups(List<Declared> fields, List<GroupElement> elements, String oneof) throws SchemaException {
        for (GroupElement element : elements) {
            MessageType group = types.message(messageName, element.getName());
            if (group == null) {
                throw new SchemaException("group " + place(element.getName()) + " is not defined");
            }
            fields.add(new Declared(
                    element.getLocation(),
                    new ProtoField(
                            element.getName().toLowerCase(Locale.ROOT),
                            element.getTag(),
                            FieldType.of(FieldKind.GROUP, group),
                            element.getLabel() == Label.REPEATED ? Cardinality.REPEATED : Cardinality.SINGULAR,
                            Optional.empty(),
                            element.getLabel() == Label.REQUIRED ? Presence.REQUIRED : Presence.EXPLICIT,
                            oneof,
                            Optional.empty(),
                            false,
                            element.getDocumentation(),
                            Map.of())));
        }
    }

    private ProtoField field(FieldElement element, String oneof) throws SchemaException {
        Matcher map = MAP.matcher(element.getType());
        boolean isMap = map.matches();
        FieldType type = type(isMap ? map.group(2) : element.getType(), element);
        Optional<FieldKind> mapKey = isMap ? FieldKind.scalar(map.group(1)) : Optional.empty();
        if (isMap && mapKey.filter(FieldLinker::isKey).isEmpty()) {
            throw new SchemaException(place(element.getName()) + " is a map by " + map.group(1));
        }
        return new ProtoField(
                element.getName(),
                element.getTag(),
                type,
                isMap
                        ? Cardinality.MAP
                        : element.getLabel() == Label.REPEATED ? Cardinality.REPEATED : Cardinality.SINGULAR,
                mapKey,
                presence(element, type, oneof),
                oneof,
                Optional.ofNullable(element.getDefaultValue()),
                feature(element, "utf8_validation").map("VERIFY"::equals).orElse(isProto3),
                element.getDocumentation(),
                params(element.getOptions()));
    }

    /** What an edition says of a field; empty in files of proto2 and proto3, but for groups of descriptors. */
    private static Optional<String> feature(FieldElement element, String name) {
        return element.getOptions().stream()
                .filter(option -> option.getName().equals("features." + name))
                .map(option -> String.valueOf(option.getValue()))
                .findFirst();
    }

    private static boolean isKey(FieldKind kind) {
        return kind != FieldKind.DOUBLE && kind != FieldKind.FLOAT && kind != FieldKind.BYTES;
    }

    private Presence presence(FieldElement element, FieldType type, String oneof) {
        Label label = element.getLabel();
        Optional<String> feature = feature(element, "field_presence");
        if (label == Label.REQUIRED || feature.filter("LEGACY_REQUIRED"::equals).isPresent()) {
            return Presence.REQUIRED;
        }
        if (feature.isPresent()) {
            boolean isPlain = oneof.isEmpty() && !type.kind().isMessage();
            return isPlain && feature.get().equals("IMPLICIT") ? Presence.IMPLICIT : Presence.EXPLICIT;
        }
        boolean isImplicit =
                isProto3 && label == null && oneof.isEmpty() && !type.kind().isMessage();
        return isImplicit ? Presence.IMPLICIT : Presence.EXPLICIT;
    }

    private FieldType type(String name, FieldElement field) throws SchemaException {
        Optional<FieldKind> scalar = FieldKind.scalar(name);
        if (scalar.isPresent()) {
            return FieldType.of(scalar.get());
        }
        MessageType message = types.message(messageName, name);
        if (message != null) {
            boolean isGroup = feature(field, "message_encoding")
                    .filter("DELIMITED"::equals)
                    .isPresent();
            return FieldType.of(isGroup ? FieldKind.GROUP : FieldKind.MESSAGE, message);
        }
        EnumType enumeration = types.enumeration(messageName, name);
        if (enumeration != null) {
            return FieldType.of(enumeration);
        }
        throw new SchemaException(place(field.getName()) + " is of type " + name
                + ", which neither the schema nor its references define");
    }

    private String place(String fieldName) {
        return messageName + "." + fieldName;
    }

    /** Parameters of {@code confluent.field_meta}: a map in text is a list of messages with key and value. */
    private static Map<String, String> params(List<OptionElement> options) {
        Map<String, String> params = new HashMap<>();
        for (OptionElement option : options) {
            if (option.getName().equals(FIELD_META) && option.getValue() instanceof Map<?, ?> meta) {
                addParams(params, meta.get("params"));
            }
        }
        return params;
    }

    private static void addParams(Map<String, String> params, @Nullable Object entries) {
        if (entries instanceof List<?> list) {
            list.forEach(entry -> addParams(params, entry));
        } else if (entries instanceof Map<?, ?> entry) {
            params.put(String.valueOf(entry.get("key")), String.valueOf(entry.get("value")));
        }
    }
}
