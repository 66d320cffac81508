package io.kaspar.schema.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Descriptors as the text of a {@code .proto} file. */
final class ProtoPrinter {
    private ProtoPrinter() {}

    static String print(FileDescriptorProto file) {
        boolean isProto3 = file.getSyntax().equals("proto3");
        StringBuilder text = new StringBuilder("syntax = \"" + file.getSyntax() + "\";\n");
        text.append("package ").append(file.getPackage()).append(";\n");
        file.getDependencyList()
                .forEach(path -> text.append("import \"").append(path).append("\";\n"));
        file.getMessageTypeList().forEach(message -> print(message, isProto3, text));
        return text.toString();
    }

    private static void print(DescriptorProto message, boolean isProto3, StringBuilder text) {
        text.append("message ").append(message.getName()).append(" {\n");
        for (EnumDescriptorProto enumeration : message.getEnumTypeList()) {
            text.append("enum ").append(enumeration.getName()).append(" {\n");
            enumeration
                    .getValueList()
                    .forEach(value -> text.append(value.getName() + " = " + value.getNumber() + ";\n"));
            text.append("}\n");
        }
        for (DescriptorProto nested : message.getNestedTypeList()) {
            if (!nested.getOptions().getMapEntry()) {
                print(nested, isProto3, text);
            }
        }
        List<Integer> printedOneofs = new ArrayList<>();
        for (FieldDescriptorProto field : message.getFieldList()) {
            if (!field.hasOneofIndex()) {
                text.append(field(field, message, isProto3));
            } else if (!printedOneofs.contains(field.getOneofIndex())) {
                printedOneofs.add(field.getOneofIndex());
                text.append("oneof ")
                        .append(message.getOneofDecl(field.getOneofIndex()).getName())
                        .append(" {\n");
                for (FieldDescriptorProto member : message.getFieldList()) {
                    if (member.hasOneofIndex() && member.getOneofIndex() == field.getOneofIndex()) {
                        text.append(typeName(member, message) + " " + member.getName() + " = " + member.getNumber()
                                + ";\n");
                    }
                }
                text.append("}\n");
            }
        }
        text.append("}\n");
    }

    private static String field(FieldDescriptorProto field, DescriptorProto message, boolean isProto3) {
        String type = typeName(field, message);
        String label = field.getLabel() == Label.LABEL_REPEATED && !type.startsWith("map<")
                ? "repeated "
                : isProto3 || type.startsWith("map<") ? "" : "optional ";
        List<String> options = new ArrayList<>();
        if (field.hasDefaultValue()) {
            boolean isText = field.getType() == FieldDescriptorProto.Type.TYPE_STRING;
            options.add("default = " + (isText ? "\"" + field.getDefaultValue() + "\"" : field.getDefaultValue()));
        }
        if (field.getOptions().hasPacked()) {
            options.add("packed = " + field.getOptions().getPacked());
        }
        return label + type + " " + field.getName() + " = " + field.getNumber()
                + (options.isEmpty() ? "" : " [" + String.join(", ", options) + "]") + ";\n";
    }

    private static String typeName(FieldDescriptorProto field, DescriptorProto message) {
        if (!field.hasTypeName()) {
            return field.getType().name().substring("TYPE_".length()).toLowerCase(Locale.ROOT);
        }
        String simple = field.getTypeName().substring(field.getTypeName().lastIndexOf('.') + 1);
        for (DescriptorProto nested : message.getNestedTypeList()) {
            if (nested.getName().equals(simple) && nested.getOptions().getMapEntry()) {
                return "map<" + typeName(nested.getField(0), nested) + ", " + typeName(nested.getField(1), nested)
                        + ">";
            }
        }
        return field.getTypeName();
    }
}
