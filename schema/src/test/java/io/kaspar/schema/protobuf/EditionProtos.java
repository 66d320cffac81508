package io.kaspar.schema.protobuf;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.DescriptorProtos.FeatureSet.FieldPresence;
import com.google.protobuf.DescriptorProtos.FeatureSet.MessageEncoding;
import com.google.protobuf.DescriptorProtos.FeatureSet.Utf8Validation;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import java.util.Random;

/** Turns random files into files of an edition, with random features at every place that can have some. */
final class EditionProtos {
    private final Random random;

    EditionProtos(Random random) {
        this.random = random;
    }

    FileDescriptorProto of(FileDescriptorProto file) {
        FileDescriptorProto.Builder edition = file.toBuilder()
                .setSyntax("editions")
                .setEdition(random.nextBoolean() ? Edition.EDITION_2023 : Edition.EDITION_2024)
                .clearMessageType();
        if (random.nextBoolean()) {
            FeatureSet.Builder features = FeatureSet.newBuilder();
            if (random.nextBoolean()) {
                features.setFieldPresence(FieldPresence.IMPLICIT);
            }
            if (random.nextBoolean()) {
                features.setMessageEncoding(MessageEncoding.DELIMITED);
            }
            edition.setOptions(FileOptions.newBuilder().setFeatures(features));
        }
        for (DescriptorProto message : file.getMessageTypeList()) {
            edition.addMessageType(message(message));
        }
        return edition.build();
    }

    private DescriptorProto message(DescriptorProto message) {
        if (message.getOptions().getMapEntry()) {
            return message;
        }
        DescriptorProto.Builder edition = message.toBuilder().clearNestedType().clearField();
        if (random.nextInt(3) == 0) {
            edition.setOptions(MessageOptions.newBuilder()
                    .setFeatures(FeatureSet.newBuilder()
                            .setUtf8Validation(random.nextBoolean() ? Utf8Validation.NONE : Utf8Validation.VERIFY)));
        }
        message.getNestedTypeList().forEach(nested -> edition.addNestedType(message(nested)));
        message.getFieldList().forEach(field -> edition.addField(field(field)));
        return edition.build();
    }

    private FieldDescriptorProto field(FieldDescriptorProto field) {
        FieldDescriptorProto.Builder edition = field.toBuilder().clearOptions().clearDefaultValue();
        FeatureSet.Builder features = FeatureSet.newBuilder();
        boolean isPlain = field.getLabel() == Label.LABEL_OPTIONAL
                && !field.hasOneofIndex()
                && field.getType() != FieldDescriptorProto.Type.TYPE_MESSAGE;
        if (isPlain && random.nextInt(3) == 0) {
            features.setFieldPresence(random.nextBoolean() ? FieldPresence.EXPLICIT : FieldPresence.IMPLICIT);
        }
        boolean isMap = field.getTypeName().endsWith("Entry");
        if (field.getType() == FieldDescriptorProto.Type.TYPE_MESSAGE && !isMap && random.nextInt(3) == 0) {
            features.setMessageEncoding(
                    random.nextBoolean() ? MessageEncoding.DELIMITED : MessageEncoding.LENGTH_PREFIXED);
        }
        return edition.setOptions(FieldOptions.newBuilder().setFeatures(features))
                .build();
    }
}
