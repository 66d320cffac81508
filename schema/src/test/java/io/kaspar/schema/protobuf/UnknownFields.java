package io.kaspar.schema.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Fields that no schema has. */
final class UnknownFields {
    private static final int FIRST_NUMBER = 100_000;

    private UnknownFields() {}

    static byte[] random(Random random) {
        UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
        switch (random.nextInt(5)) {
            case 0 -> field.addVarint(random.nextLong());
            case 1 -> field.addFixed32(random.nextInt());
            case 2 -> field.addFixed64(random.nextLong());
            case 3 -> field.addLengthDelimited(ByteString.copyFrom(new byte[random.nextInt(20)]));
            default ->
                field.addGroup(UnknownFieldSet.newBuilder()
                        .addField(
                                1,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .addField(
                                2,
                                UnknownFieldSet.Field.newBuilder()
                                        .addGroup(UnknownFieldSet.getDefaultInstance())
                                        .build())
                        .build());
        }
        return UnknownFieldSet.newBuilder()
                .addField(FIRST_NUMBER + random.nextInt(10), field.build())
                .build()
                .toByteArray();
    }

    /** Whether a message, or one inside of it, has unknown fields with numbers of its own fields. */
    static boolean haveKnownNumbers(Message message) {
        for (Integer number : message.getUnknownFields().asMap().keySet()) {
            if (message.getDescriptorForType().findFieldByNumber(number) != null) {
                return true;
            }
        }
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            List<?> values = field.getKey().isRepeated() ? (List<?>) field.getValue() : List.of(field.getValue());
            for (Object value : values) {
                if (value instanceof Message inner && haveKnownNumbers(inner)) {
                    return true;
                }
            }
        }
        return false;
    }
}
