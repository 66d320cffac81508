package io.kaspar.schema.protobuf.model;

import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.protobuf.descriptor.DescriptorFiles;
import io.kaspar.schema.protobuf.model.ProtoSchema.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one model of the files of a schema. wire-schema parses them; its own linker refuses groups and custom options whose
 * definitions are not there.
 */
final class ProtoLinker {
    /** The name of the schema's own file, for messages. */
    private static final String ROOT = "the schema";

    private final Map<String, String> references;
    private final Map<String, ProtoFileElement> files = new LinkedHashMap<>();
    private final Map<String, MessageType> messages = new HashMap<>();
    private final Map<String, EnumType> enums = new HashMap<>();
    private final Map<String, String> definedIn = new HashMap<>();
    private final List<FieldsToLink> fieldsToLink = new ArrayList<>();

    /** Links the fields of one message. */
    @FunctionalInterface
    private interface FieldsToLink {
        void run() throws SchemaException;
    }

    /** @param references texts by the path that imports call them by */
    ProtoLinker(Map<String, String> references) {
        this.references = references;
    }

    ProtoSchema link(String text) throws SchemaException {
        Optional<DescriptorFiles> descriptors = DescriptorFiles.of(text);
        ProtoFileElement root;
        if (descriptors.isPresent()) {
            root = descriptors.get().root();
            files.putAll(descriptors.get().others());
            for (ProtoFileElement other : descriptors.get().others().values()) {
                load(other);
            }
        } else {
            root = ProtoText.parse(ROOT, text);
        }
        load(root);
        List<Place> places = declare(ROOT, root);
        List<Place> imported = new ArrayList<>();
        for (Map.Entry<String, ProtoFileElement> file : files.entrySet()) {
            imported.addAll(declare(file.getKey(), file.getValue()));
        }
        for (FieldsToLink fields : fieldsToLink) {
            fields.run();
        }
        return new ProtoSchema(places, imported);
    }

    private void load(ProtoFileElement file) throws SchemaException {
        List<String> imports = new ArrayList<>(file.getImports());
        imports.addAll(file.getPublicImports());
        for (String path : imports) {
            if (!files.containsKey(path)) {
                ProtoFileElement imported = file(path);
                files.put(path, imported);
                load(imported);
            }
        }
    }

    private ProtoFileElement file(String path) throws SchemaException {
        String text = textOf(path);
        Optional<DescriptorFiles> descriptor = DescriptorFiles.of(text);
        return descriptor.isPresent() ? descriptor.get().root() : ProtoText.parse(path, text);
    }

    private String textOf(String path) throws SchemaException {
        String text = references.get(path);
        if (text == null) {
            text = KnownFiles.text(path);
        }
        if (text == null) {
            throw new SchemaException("the schema imports \"" + path + "\", which is none of its references");
        }
        return text;
    }

    private List<Place> declare(String path, ProtoFileElement file) throws SchemaException {
        String scope = file.getPackageName() == null ? "" : file.getPackageName();
        return declare(path, file, scope, file.getTypes());
    }

    private List<Place> declare(String path, ProtoFileElement file, String scope, List<TypeElement> types)
            throws SchemaException {
        List<Place> places = new ArrayList<>();
        for (TypeElement type : types) {
            String fullName = join(scope, type.getName());
            if (type instanceof EnumElement element) {
                define(path, fullName);
                enums.put(fullName, ProtoText.enumType(fullName, element));
            } else if (type instanceof MessageElement element) {
                define(path, fullName);
                MessageType message = new MessageType(fullName, element.getDocumentation());
                messages.put(fullName, message);
                List<GroupElement> groups = new ArrayList<>(element.getGroups());
                for (OneOfElement oneof : element.getOneOfs()) {
                    groups.addAll(oneof.getGroups());
                }
                for (GroupElement group : groups) {
                    declareGroup(path, file, fullName, group);
                }
                places.add(new Place(message, declare(path, file, fullName, element.getNestedTypes())));
                fieldsToLink.add(() -> message.setFields(new FieldLinker(this, file, fullName).fields(element)));
            }
        }
        return places;
    }

    private void declareGroup(String path, ProtoFileElement file, String scope, GroupElement element)
            throws SchemaException {
        String fullName = join(scope, element.getName());
        define(path, fullName);
        MessageType group = new MessageType(fullName, element.getDocumentation());
        messages.put(fullName, group);
        fieldsToLink.add(() -> group.setFields(new FieldLinker(this, file, fullName).fields(element)));
    }

    private void define(String path, String fullName) throws SchemaException {
        String before = definedIn.putIfAbsent(fullName, path);
        if (before != null) {
            throw new SchemaException("type " + fullName + " is defined twice: in " + before + " and in " + path);
        }
    }

    /** The message that a name means inside a scope; null when it is none. */
    @Nullable
    MessageType message(String scope, String name) {
        return find(messages, scope, name);
    }

    /** The enum that a name means inside a scope; null when it is none. */
    @Nullable
    EnumType enumeration(String scope, String name) {
        return find(enums, scope, name);
    }

    /** From the scope outwards, as Protobuf looks for names; a leading dot says that the name is whole. */
    private static <T> @Nullable T find(Map<String, T> types, String scope, String name) {
        if (name.startsWith(".")) {
            return types.get(name.substring(1));
        }
        for (String around = scope; !around.isEmpty(); around = outer(around)) {
            T found = types.get(join(around, name));
            if (found != null) {
                return found;
            }
        }
        return types.get(name);
    }

    private static String outer(String scope) {
        return scope.substring(0, Math.max(0, scope.lastIndexOf('.')));
    }

    static String join(String scope, String name) {
        return scope.isEmpty() ? name : scope + "." + name;
    }
}
