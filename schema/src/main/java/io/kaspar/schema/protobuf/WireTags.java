package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.protobuf.model.WireType;

/** Tags of fields: number and wire type. Source: Protocol Buffers documentation, "Encoding". */
final class WireTags {
    private WireTags() {}

    static byte[] of(int number, WireType type) {
        PayloadOutput out = new PayloadOutput();
        out.putVarint(((long) number << WireType.BITS) | type.code());
        return out.toByteArray();
    }
}
