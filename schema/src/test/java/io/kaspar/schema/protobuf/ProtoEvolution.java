package io.kaspar.schema.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.Map;
import java.util.Random;

/** Another version of a file: fields renamed, dropped, added, widened, made repeated. */
final class ProtoEvolution {
    private static final int NEW_NUMBER = 5_000;
    private static final Map<FieldDescriptorProto.Type, FieldDescriptorProto.Type> WIDER = Map.of(
            FieldDescriptorProto.Type.TYPE_INT32, FieldDescriptorProto.Type.TYPE_INT64,
            FieldDescriptorProto.Type.TYPE_UINT32, FieldDescriptorProto.Type.TYPE_UINT64,
            FieldDescriptorProto.Type.TYPE_SINT32, FieldDescriptorProto.Type.TYPE_INT64,
            FieldDescriptorProto.Type.TYPE_FIXED32, FieldDescriptorProto.Type.TYPE_INT64,
            FieldDescriptorProto.Type.TYPE_FLOAT, FieldDescriptorProto.Type.TYPE_DOUBLE,
            FieldDescriptorProto.Type.TYPE_SFIXED32, FieldDescriptorProto.Type.TYPE_DOUBLE,
            FieldDescriptorProto.Type.TYPE_STRING, FieldDescriptorProto.Type.TYPE_BYTES);

    private final Random random;
    private boolean hasPresence;

    ProtoEvolution(Random random) {
        this.random = random;
    }

    FileDescriptorProto of(FileDescriptorProto file) {
        hasPresence = file.getSyntax().equals("proto2");
        FileDescriptorProto.Builder evolved = file.toBuilder();
        for (int i = 0; i < file.getMessageTypeCount(); i++) {
            evolved.setMessageType(i, of(file.getMessageType(i)));
        }
        return evolved.build();
    }

    private DescriptorProto of(DescriptorProto message) {
        if (message.getOptions().getMapEntry()) {
            return message;
        }
        DescriptorProto.Builder evolved = message.toBuilder().clearField();
        for (int i = 0; i < message.getNestedTypeCount(); i++) {
            evolved.setNestedType(i, of(message.getNestedType(i)));
        }
        for (FieldDescriptorProto field : message.getFieldList()) {
            if (field.hasOneofIndex() || random.nextInt(5) > 0) {
                evolved.addField(of(field));
            }
        }
        if (random.nextBoolean()) {
            evolved.addField(FieldDescriptorProto.newBuilder()
                    .setName("added")
                    .setNumber(NEW_NUMBER)
                    .setLabel(Label.LABEL_OPTIONAL)
                    .setType(FieldDescriptorProto.Type.TYPE_UINT64));
        }
        return evolved.build();
    }

    private FieldDescriptorProto of(FieldDescriptorProto field) {
        FieldDescriptorProto.Builder evolved = field.toBuilder();
        FieldDescriptorProto.Type wider = WIDER.get(field.getType());
        if (wider != null && !field.hasDefaultValue() && random.nextBoolean()) {
            evolved.setType(wider);
            if (wider == FieldDescriptorProto.Type.TYPE_BYTES) {
                evolved.clearOptions();
            }
        }
        if (!field.hasTypeName() && random.nextInt(3) == 0) {
            evolved.setName(field.getName() + "_renamed");
        }
        boolean isPlain =
                field.getLabel() == Label.LABEL_OPTIONAL && !field.hasOneofIndex() && !field.hasDefaultValue();
        if (isPlain && hasPresence && random.nextInt(8) == 0) {
            evolved.setLabel(Label.LABEL_REPEATED);
        }
        return evolved.build();
    }
}
