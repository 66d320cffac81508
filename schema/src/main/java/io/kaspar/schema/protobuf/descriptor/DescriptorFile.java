package io.kaspar.schema.protobuf.descriptor;

import com.squareup.wire.Syntax;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import io.kaspar.schema.format.SchemaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes of one {@code FileDescriptorProto} what the parser makes of the file's text. */
final class DescriptorFile {
    private static final int NAME = 1;
    private static final int PACKAGE = 2;
    private static final int DEPENDENCY = 3;
    private static final int MESSAGE_TYPE = 4;
    private static final int ENUM_TYPE = 5;
    private static final int FILE_OPTIONS = 8;
    private static final int FILE_FEATURES = 50;
    private static final int SYNTAX = 12;

    private static final int FIELD = 2;
    private static final int NESTED_TYPE = 3;
    private static final int NESTED_ENUM = 4;
    private static final int MESSAGE_OPTIONS = 7;
    private static final int MAP_ENTRY = 7;
    private static final int MESSAGE_FEATURES = 12;
    private static final int ONEOF_DECL = 8;
    private static final int ONEOF_OPTIONS = 2;
    private static final int ONEOF_FEATURES = 1;

    private static final int ENUM_VALUE = 2;
    private static final int ENUM_NUMBER = 2;

    private final DescriptorFields file;
    private final String path;
    private final boolean isOfAnEdition;

    DescriptorFile(DescriptorFields file) {
        this.file = file;
        this.path = file.text(NAME);
        this.isOfAnEdition = file.text(SYNTAX).equals("editions");
    }

    /** What other files import it by. */
    String path() {
        return path;
    }

    ProtoFileElement element() throws SchemaException {
        String packageName = file.text(PACKAGE);
        Features features = Features.OF_EDITIONS.with(file.message(FILE_OPTIONS).message(FILE_FEATURES));
        List<TypeElement> types = new ArrayList<>();
        for (DescriptorFields message : file.messages(MESSAGE_TYPE)) {
            types.add(message(message, packageName, features, 1));
        }
        for (DescriptorFields enumeration : file.messages(ENUM_TYPE)) {
            types.add(enumeration(enumeration));
        }
        return new ProtoFileElement(
                Location.get(path),
                packageName.isEmpty() ? null : packageName,
                file.text(SYNTAX).equals("proto3") ? Syntax.PROTO_3 : Syntax.PROTO_2,
                file.texts(DEPENDENCY),
                List.of(),
                List.of(),
                types,
                List.of(),
                List.of(),
                List.of());
    }

    private MessageElement message(DescriptorFields message, String scope, Features around, int depth)
            throws SchemaException {
        if (depth > DescriptorFiles.MAX_DEPTH) {
            throw new SchemaException(path + " has messages too deep inside each other");
        }
        String fullName = (scope.isEmpty() ? "" : scope + ".") + message.text(NAME);
        Features features = around.with(message.message(MESSAGE_OPTIONS).message(MESSAGE_FEATURES));
        List<TypeElement> nested = new ArrayList<>();
        Map<String, DescriptorFields> mapEntries = new LinkedHashMap<>();
        for (DescriptorFields type : message.messages(NESTED_TYPE)) {
            if (type.message(MESSAGE_OPTIONS).integer(MAP_ENTRY) == 1) {
                mapEntries.put("." + fullName + "." + type.text(NAME), type);
            } else {
                nested.add(message(type, fullName, features, depth + 1));
            }
        }
        for (DescriptorFields type : message.messages(NESTED_ENUM)) {
            nested.add(enumeration(type));
        }
        List<FieldElement> fields = new ArrayList<>();
        List<DescriptorFields> oneofs = message.messages(ONEOF_DECL);
        Map<Integer, List<FieldElement>> members = new LinkedHashMap<>();
        List<DescriptorFields> declared = message.messages(FIELD);
        for (int i = 0; i < declared.size(); i++) {
            DescriptorField field = new DescriptorField(declared.get(i), mapEntries, isOfAnEdition);
            Location place = Location.get(path).at(i, 0);
            int oneof = field.oneof();
            if (oneof < 0 || oneof >= oneofs.size()) {
                fields.add(field.element(place, features));
            } else {
                Features ofOneof =
                        features.with(oneofs.get(oneof).message(ONEOF_OPTIONS).message(ONEOF_FEATURES));
                members.computeIfAbsent(oneof, ignored -> new ArrayList<>()).add(field.element(place, ofOneof));
            }
        }
        List<OneOfElement> oneofElements = new ArrayList<>();
        members.forEach((index, inside) -> oneofElements.add(
                new OneOfElement(oneofs.get(index).text(NAME), "", inside, List.of(), List.of(), Location.get(path))));
        return new MessageElement(
                Location.get(path),
                message.text(NAME),
                "",
                nested,
                List.of(),
                List.of(),
                fields,
                oneofElements,
                List.of(),
                List.of(),
                List.of());
    }

    private EnumElement enumeration(DescriptorFields enumeration) throws SchemaException {
        List<EnumConstantElement> values = new ArrayList<>();
        for (DescriptorFields value : enumeration.messages(ENUM_VALUE)) {
            values.add(new EnumConstantElement(
                    Location.get(path), value.text(NAME), value.integer(ENUM_NUMBER), "", List.of()));
        }
        return new EnumElement(Location.get(path), enumeration.text(NAME), "", List.of(), values, List.of());
    }
}
