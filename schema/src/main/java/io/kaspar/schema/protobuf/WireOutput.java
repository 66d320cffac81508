package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.protobuf.model.WireType;

/** Writes what stands around values: tags and lengths. Source: Protocol Buffers documentation, "Encoding". */
final class WireOutput {
    private WireOutput() {}

    /** A field's tag, for who writes it again and again. */
    static byte[] tag(int number, WireType type) {
        PayloadOutput out = new PayloadOutput();
        putTag(number, type, out);
        return out.toByteArray();
    }

    static void putTag(int number, WireType type, PayloadOutput out) {
        out.putVarint(((long) number << WireType.BITS) | type.code());
    }

    /** A length, and as many bytes. */
    static void putDelimited(byte[] bytes, int length, PayloadOutput out) {
        out.putVarint(length);
        out.put(bytes, 0, length);
    }

    /** A whole field of text, bytes, or a message. */
    static void putField(int number, byte[] content, PayloadOutput out) {
        putTag(number, WireType.LENGTH_DELIMITED, out);
        putDelimited(content, content.length, out);
    }

    /** A whole field of a number that is written as a varint. */
    static void putField(int number, long value, PayloadOutput out) {
        putTag(number, WireType.VARINT, out);
        out.putVarint(value);
    }
}
