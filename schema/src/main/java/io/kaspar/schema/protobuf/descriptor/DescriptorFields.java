package io.kaspar.schema.protobuf.descriptor;

import io.kaspar.schema.format.SchemaException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one message of a descriptor, in the order of its bytes. Descriptors have no fixed-size fields and no groups.
 *
 * @param numbers of the fields
 * @param values the number of each varint; 0 for the others
 * @param parts the bytes of each length-delimited field; empty for the others
 */
record DescriptorFields(List<Integer> numbers, List<Long> values, List<byte[]> parts) {
    private static final byte[] NOTHING = {};
    private static final int TYPE_BITS = 3;
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    static DescriptorFields parse(byte[] bytes) throws SchemaException {
        return new Parser(bytes).parse();
    }

    /** The last one of a number, or a default. */
    long number(int field, long otherwise) {
        for (int i = numbers.size() - 1; i >= 0; i--) {
            if (numbers.get(i) == field) {
                return values.get(i);
            }
        }
        return otherwise;
    }

    int integer(int field) {
        return (int) number(field, 0);
    }

    /** The last one of a text; empty when there is none. */
    String text(int field) {
        List<String> all = texts(field);
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    List<String> texts(int field) {
        return all(field).stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    boolean has(int field) {
        return numbers.contains(field);
    }

    /** The messages of a repeated field. */
    List<DescriptorFields> messages(int field) throws SchemaException {
        List<DescriptorFields> messages = new ArrayList<>();
        for (byte[] part : all(field)) {
            messages.add(parse(part));
        }
        return messages;
    }

    /** The parts of a message that is there once, or several times, which means all of them joined. */
    DescriptorFields message(int field) throws SchemaException {
        DescriptorFields joined = new DescriptorFields(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (DescriptorFields part : messages(field)) {
            joined.numbers.addAll(part.numbers);
            joined.values.addAll(part.values);
            joined.parts.addAll(part.parts);
        }
        return joined;
    }

    private List<byte[]> all(int field) {
        List<byte[]> found = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) == field) {
                found.add(parts.get(i));
            }
        }
        return found;
    }

    /** Goes once through the bytes. */
    private static final class Parser {
        private final byte[] bytes;
        private final DescriptorFields fields =
                new DescriptorFields(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        private int position;

        Parser(byte[] bytes) {
            this.bytes = bytes;
        }

        DescriptorFields parse() throws SchemaException {
            while (position < bytes.length) {
                long tag = varint();
                int type = (int) tag & ((1 << TYPE_BITS) - 1);
                fields.numbers.add((int) (tag >>> TYPE_BITS));
                fields.values.add(type == VARINT ? varint() : 0L);
                fields.parts.add(
                        switch (type) {
                            case VARINT -> NOTHING;
                            case FIXED64 -> part(Long.BYTES);
                            case LENGTH_DELIMITED -> part(varint());
                            case FIXED32 -> part(Integer.BYTES);
                            default -> throw broken();
                        });
            }
            return fields;
        }

        private byte[] part(long length) throws SchemaException {
            if (length < 0 || length > bytes.length - position) {
                throw broken();
            }
            byte[] part = new byte[(int) length];
            System.arraycopy(bytes, position, part, 0, part.length);
            position += part.length;
            return part;
        }

        private long varint() throws SchemaException {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE - 1) {
                if (position == bytes.length) {
                    throw broken();
                }
                byte next = bytes[position++];
                value |= (long) (next & Byte.MAX_VALUE) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw broken();
        }

        private static SchemaException broken() {
            return new SchemaException("the bytes are no descriptor of Protobuf files");
        }
    }
}
