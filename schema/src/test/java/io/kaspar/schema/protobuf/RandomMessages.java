package io.kaspar.schema.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.List;
import java.util.Random;

/** Random messages of a type. */
final class RandomMessages {
    private static final List<String> TEXTS =
            List.of("", "a", "some text", "ümläut", "\uD83D\uDE00 smile", "\u0000", "x".repeat(300));
    private static final long[] LONGS = {
        0, 1, -1, 127, 128, 300, -300, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE
    };

    private final Random random;

    RandomMessages(Random random) {
        this.random = random;
    }

    DynamicMessage of(Descriptor type, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            if ((isMessage && depth == 0) || random.nextInt(3) == 0) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    message.addRepeatedField(field, value(field, depth));
                }
            } else {
                message.setField(field, value(field, depth));
            }
        }
        return message.build();
    }

    private Object value(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> (int) LONGS[random.nextInt(LONGS.length)];
            case LONG -> LONGS[random.nextInt(LONGS.length)];
            case FLOAT -> random.nextInt(5) == 0 ? Float.NaN : random.nextFloat();
            case DOUBLE -> random.nextInt(5) == 0 ? Double.NEGATIVE_INFINITY : random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
            case BYTE_STRING -> ByteString.copyFrom(bytes());
            case ENUM -> {
                var values = field.getEnumType().getValues();
                yield random.nextInt(5) == 0 && !field.getEnumType().isClosed()
                        ? field.getEnumType().findValueByNumberCreatingIfUnknown(1_000 + random.nextInt(3))
                        : values.get(random.nextInt(values.size()));
            }
            case MESSAGE -> wellKnown(field.getMessageType(), depth);
        };
    }

    private DynamicMessage wellKnown(Descriptor type, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        switch (type.getFullName()) {
            case "google.protobuf.Timestamp", "google.protobuf.Duration" -> {
                message.setField(type.findFieldByName("seconds"), (long) random.nextInt());
                message.setField(type.findFieldByName("nanos"), random.nextInt(1_000_000_000));
                return message.build();
            }
            default -> {
                return of(type, depth - 1);
            }
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }
}
