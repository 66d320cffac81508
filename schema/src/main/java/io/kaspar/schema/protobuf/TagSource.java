package io.kaspar.schema.protobuf;

import io.kaspar.schema.protobuf.model.WireType;
import java.util.ArrayList;
import java.util.List;

/** Statements that look for a tag. */
final class TagSource {
    private static final int VARINT_BITS = 7;

    private TagSource() {}

    /** Whether the next bytes are a tag, written as short as it can be. */
    static String next(int number, WireType type) {
        List<Byte> tag = tag(number, type);
        StringBuilder condition = new StringBuilder(tag.size() == 1 ? "p < end" : "end - p >= " + tag.size());
        for (int i = 0; i < tag.size(); i++) {
            condition.append(" && b[p" + (i == 0 ? "" : " + " + i) + "] == " + tag.get(i));
        }
        return condition.toString();
    }

    /** Passes over a tag that was found. */
    static String past(int number, WireType type) {
        return "p += " + tag(number, type).size() + ";\n";
    }

    private static List<Byte> tag(int number, WireType type) {
        List<Byte> bytes = new ArrayList<>();
        int left = WireBytes.tag(number, type);
        for (; left >>> VARINT_BITS != 0; left >>>= VARINT_BITS) {
            bytes.add((byte) (left | 1 << VARINT_BITS));
        }
        bytes.add((byte) left);
        return bytes;
    }
}
