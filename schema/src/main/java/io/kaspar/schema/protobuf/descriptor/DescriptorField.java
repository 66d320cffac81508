package io.kaspar.schema.protobuf.descriptor;

import com.squareup.wire.schema.Field.Label;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.OptionElement;
import io.kaspar.schema.format.SchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of one {@code FieldDescriptorProto} what the parser makes of a field's text. */
final class DescriptorField {
    private static final int NAME = 1;
    private static final int NUMBER = 3;
    private static final int LABEL = 4;
    private static final int LABEL_REQUIRED = 2;
    private static final int LABEL_REPEATED = 3;
    private static final int TYPE = 5;
    private static final int TYPE_NAME = 6;
    private static final int DEFAULT_VALUE = 7;
    private static final int OPTIONS = 8;
    private static final int OPTIONS_FEATURES = 21;
    private static final int OPTIONS_CONFLUENT_META = 1088;
    private static final int META_PARAMS = 2;
    private static final int ENTRY_KEY = 1;
    private static final int ENTRY_VALUE = 2;
    private static final int ONEOF_INDEX = 9;
    private static final int PROTO3_OPTIONAL = 17;
    private static final int NO_ONEOF = -1;

    /** In the order of their numbers, the first of which is 1; empty for types that have names. */
    private static final List<String> TYPES = List.of(
            "double",
            "float",
            "int64",
            "uint64",
            "int32",
            "fixed64",
            "fixed32",
            "bool",
            "string",
            "",
            "",
            "bytes",
            "uint32",
            "",
            "sfixed32",
            "sfixed64",
            "sint32",
            "sint64");

    private static final int TYPE_GROUP = 10;
    private static final int TYPE_MESSAGE = 11;
    private static final int TYPE_BYTES = 12;

    private final DescriptorFields field;
    private final Map<String, DescriptorFields> mapEntries;
    private final boolean isOfAnEdition;

    /** @param mapEntries of the message around it, by their full names with a dot in front */
    DescriptorField(DescriptorFields field, Map<String, DescriptorFields> mapEntries, boolean isOfAnEdition) {
        this.field = field;
        this.mapEntries = mapEntries;
        this.isOfAnEdition = isOfAnEdition;
    }

    /** The place of the oneof that it is in; negative for none. Fields of proto3 with {@code optional} are in one that nobody wrote. */
    int oneof() {
        return field.integer(PROTO3_OPTIONAL) == 1 ? NO_ONEOF : (int) field.number(ONEOF_INDEX, NO_ONEOF);
    }

    FieldElement element(Location place, Features around) throws SchemaException {
        DescriptorFields fieldOptions = field.message(OPTIONS);
        Features features = around.with(fieldOptions.message(OPTIONS_FEATURES));
        int type = field.integer(TYPE);
        DescriptorFields entry = mapEntries.get(field.text(TYPE_NAME));
        List<OptionElement> options = new ArrayList<>();
        if (isOfAnEdition) {
            options.addAll(features.options(type == TYPE_MESSAGE && entry == null));
        } else if (type == TYPE_GROUP) {
            options.add(Features.feature("message_encoding", "DELIMITED"));
        }
        options.addAll(params(fieldOptions.message(OPTIONS_CONFLUENT_META)));
        return new FieldElement(
                place,
                entry == null ? label() : null,
                entry == null ? typeName(field) : mapName(entry),
                field.text(NAME),
                defaultText(type),
                null,
                field.integer(NUMBER),
                "",
                options);
    }

    private @Nullable Label label() {
        return switch (field.integer(LABEL)) {
            case LABEL_REQUIRED -> Label.REQUIRED;
            case LABEL_REPEATED -> Label.REPEATED;
            default -> field.integer(PROTO3_OPTIONAL) == 1 ? Label.OPTIONAL : null;
        };
    }

    private static String mapName(DescriptorFields entry) throws SchemaException {
        String key = "";
        String value = "";
        for (DescriptorFields part : entry.messages(2)) {
            if (part.integer(NUMBER) == ENTRY_KEY) {
                key = typeName(part);
            } else {
                value = typeName(part);
            }
        }
        return "map<" + key + ", " + value + ">";
    }

    private static String typeName(DescriptorFields field) {
        int type = field.integer(TYPE);
        String scalar = type >= 1 && type <= TYPES.size() ? TYPES.get(type - 1) : "";
        return scalar.isEmpty() ? field.text(TYPE_NAME) : scalar;
    }

    private @Nullable String defaultText(int type) {
        if (!field.has(DEFAULT_VALUE)) {
            return null;
        }
        String text = field.text(DEFAULT_VALUE);
        return type == TYPE_BYTES ? EscapedBytes.unescaped(text) : text;
    }

    private static List<OptionElement> params(DescriptorFields meta) throws SchemaException {
        List<Map<String, String>> params = new ArrayList<>();
        for (DescriptorFields entry : meta.messages(META_PARAMS)) {
            params.add(Map.of("key", entry.text(ENTRY_KEY), "value", entry.text(ENTRY_VALUE)));
        }
        return params.isEmpty()
                ? List.of()
                : List.of(new OptionElement(
                        "confluent.field_meta", OptionElement.Kind.MAP, Map.of("params", params), true));
    }
}
