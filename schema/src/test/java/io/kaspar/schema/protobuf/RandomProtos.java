package io.kaspar.schema.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Random files of messages, as descriptors. */
final class RandomProtos {
    static final List<String> WELL_KNOWN = List.of(
            "google.protobuf.Timestamp",
            "google.protobuf.Duration",
            "google.protobuf.Int32Value",
            "google.protobuf.UInt64Value",
            "google.protobuf.StringValue",
            "google.protobuf.BoolValue",
            "google.protobuf.DoubleValue",
            "google.protobuf.BytesValue",
            "google.protobuf.Struct",
            "google.protobuf.Any");
    static final List<String> IMPORTS = List.of(
            "google/protobuf/timestamp.proto",
            "google/protobuf/duration.proto",
            "google/protobuf/wrappers.proto",
            "google/protobuf/struct.proto",
            "google/protobuf/any.proto");
    private static final List<FieldDescriptorProto.Type> SCALARS = List.of(
            FieldDescriptorProto.Type.TYPE_DOUBLE,
            FieldDescriptorProto.Type.TYPE_FLOAT,
            FieldDescriptorProto.Type.TYPE_INT32,
            FieldDescriptorProto.Type.TYPE_INT64,
            FieldDescriptorProto.Type.TYPE_UINT32,
            FieldDescriptorProto.Type.TYPE_UINT64,
            FieldDescriptorProto.Type.TYPE_SINT32,
            FieldDescriptorProto.Type.TYPE_SINT64,
            FieldDescriptorProto.Type.TYPE_FIXED32,
            FieldDescriptorProto.Type.TYPE_FIXED64,
            FieldDescriptorProto.Type.TYPE_SFIXED32,
            FieldDescriptorProto.Type.TYPE_SFIXED64,
            FieldDescriptorProto.Type.TYPE_BOOL,
            FieldDescriptorProto.Type.TYPE_STRING,
            FieldDescriptorProto.Type.TYPE_BYTES);
    private static final List<FieldDescriptorProto.Type> KEYS = List.of(
            FieldDescriptorProto.Type.TYPE_INT32,
            FieldDescriptorProto.Type.TYPE_INT64,
            FieldDescriptorProto.Type.TYPE_UINT32,
            FieldDescriptorProto.Type.TYPE_SINT64,
            FieldDescriptorProto.Type.TYPE_BOOL,
            FieldDescriptorProto.Type.TYPE_STRING);
    private static final int MAX_FIELDS = 9;
    private static final int LARGEST_NUMBER = 3_000;

    private final Random random;
    private int names;
    private boolean isProto3;

    RandomProtos(Random random) {
        this.random = random;
    }

    /** A file whose first message is {@code Root}. */
    FileDescriptorProto file() {
        isProto3 = random.nextBoolean();
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder()
                .setName("random.proto")
                .setPackage("pkg.sub")
                .setSyntax(isProto3 ? "proto3" : "proto2")
                .addAllDependency(IMPORTS);
        file.addMessageType(message("Root", "pkg.sub.Root", 3));
        return file.build();
    }

    private DescriptorProto message(String name, String fullName, int depth) {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
        List<String> messageNames = new ArrayList<>();
        List<String> enumNames = new ArrayList<>();
        if (depth > 0) {
            for (int i = random.nextInt(3); i > 0; i--) {
                String nested = "M" + names++;
                message.addNestedType(message(nested, fullName + "." + nested, depth - 1));
                messageNames.add(fullName + "." + nested);
            }
        }
        if (random.nextInt(3) == 0) {
            messageNames.add(fullName);
        }
        if (random.nextBoolean()) {
            String nested = "E" + names++;
            message.addEnumType(enumeration(nested));
            enumNames.add(fullName + "." + nested);
        }
        int oneofs = random.nextInt(4) == 0 ? 2 : random.nextInt(2);
        for (int i = 0; i < oneofs; i++) {
            message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("choice" + i));
        }
        int[] used = new int[oneofs];
        List<Integer> numbers = new ArrayList<>();
        int count = 1 + random.nextInt(MAX_FIELDS);
        for (int i = 0; i < count; i++) {
            int number = random.nextInt(4) == 0 ? 1 + random.nextInt(LARGEST_NUMBER) : 1 + random.nextInt(20);
            if (!numbers.contains(number)) {
                numbers.add(number);
                addField(message, fullName, number, messageNames, enumNames, used);
            }
        }
        for (int i = 0; i < oneofs; i++) {
            if (used[i] == 0) {
                int number = LARGEST_NUMBER + 1 + i;
                message.addField(field("only" + i, number, Label.LABEL_OPTIONAL)
                        .setType(FieldDescriptorProto.Type.TYPE_STRING)
                        .setOneofIndex(i));
            }
        }
        return message.build();
    }

    private void addField(
            DescriptorProto.Builder message,
            String fullName,
            int number,
            List<String> messageNames,
            List<String> enumNames,
            int[] used) {
        String name = "f" + number;
        int shape = random.nextInt(10);
        if (shape == 0) {
            addMap(message, fullName, name, number, messageNames, enumNames);
            return;
        }
        boolean isRepeated = shape < 4;
        FieldDescriptorProto.Builder field =
                field(name, number, isRepeated ? Label.LABEL_REPEATED : Label.LABEL_OPTIONAL);
        setType(field, messageNames, enumNames);
        boolean isMessage = field.getType() == FieldDescriptorProto.Type.TYPE_MESSAGE;
        if (isRepeated) {
            boolean isPackable = !isMessage
                    && field.getType() != FieldDescriptorProto.Type.TYPE_STRING
                    && field.getType() != FieldDescriptorProto.Type.TYPE_BYTES;
            if (isPackable && random.nextBoolean()) {
                field.setOptions(FieldOptions.newBuilder().setPacked(!isProto3));
            }
        } else if (used.length > 0 && random.nextBoolean()) {
            int oneof = random.nextInt(used.length);
            used[oneof]++;
            field.setOneofIndex(oneof);
        } else if (!isProto3 && !isMessage && random.nextInt(3) == 0) {
            setDefault(field);
        }
        message.addField(field);
    }

    private static FieldDescriptorProto.Builder field(String name, int number, Label label) {
        return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setLabel(label);
    }

    private void setType(FieldDescriptorProto.Builder field, List<String> messageNames, List<String> enumNames) {
        int kind = random.nextInt(10);
        if (kind < 2 && !messageNames.isEmpty()) {
            field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName("." + pick(messageNames));
        } else if (kind == 2 && !enumNames.isEmpty()) {
            field.setType(FieldDescriptorProto.Type.TYPE_ENUM).setTypeName("." + pick(enumNames));
        } else if (kind == 3) {
            field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName("." + pick(WELL_KNOWN));
        } else {
            field.setType(pick(SCALARS));
        }
    }

    private void addMap(
            DescriptorProto.Builder message,
            String fullName,
            String name,
            int number,
            List<String> messageNames,
            List<String> enumNames) {
        // The name that the language gives to entries: map fields' options rest on it.
        String entry = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Entry";
        FieldDescriptorProto.Builder value = field("value", 2, Label.LABEL_OPTIONAL);
        setType(value, messageNames, enumNames);
        message.addNestedType(DescriptorProto.newBuilder()
                .setName(entry)
                .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                .addField(field("key", 1, Label.LABEL_OPTIONAL).setType(pick(KEYS)))
                .addField(value));
        message.addField(field(name, number, Label.LABEL_REPEATED)
                .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName("." + fullName + "." + entry));
    }

    private EnumDescriptorProto enumeration(String name) {
        EnumDescriptorProto.Builder enumeration =
                EnumDescriptorProto.newBuilder().setName(name);
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            enumeration.addValue(EnumValueDescriptorProto.newBuilder()
                    .setName(name + "_" + i)
                    .setNumber(i == 0 ? 0 : i * (random.nextBoolean() ? 1 : -7)));
        }
        return enumeration.build();
    }

    private void setDefault(FieldDescriptorProto.Builder field) {
        switch (field.getType()) {
            case TYPE_INT32, TYPE_SINT32, TYPE_SFIXED32, TYPE_INT64, TYPE_SINT64, TYPE_SFIXED64 ->
                field.setDefaultValue("-17");
            case TYPE_UINT32, TYPE_FIXED32, TYPE_UINT64, TYPE_FIXED64 -> field.setDefaultValue("4000000000");
            case TYPE_DOUBLE, TYPE_FLOAT -> field.setDefaultValue("2.5");
            case TYPE_BOOL -> field.setDefaultValue("true");
            case TYPE_STRING -> field.setDefaultValue("some text");
            default -> {}
        }
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
