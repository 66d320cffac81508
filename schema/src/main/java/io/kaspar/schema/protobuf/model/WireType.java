package io.kaspar.schema.protobuf.model;

/** The low three bits of a tag: how the bytes behind it are to be passed over. In the order of their numbers. */
public enum WireType {
    VARINT(0),
    FIXED64(1),
    LENGTH_DELIMITED(2),
    START_GROUP(3),
    END_GROUP(4),
    FIXED32(5);

    /** How far a field's number stands from the low end of a tag. */
    public static final int BITS = 3;

    /** A tag's bits that are the wire type. */
    public static final int MASK = (1 << BITS) - 1;

    private final int code;

    WireType(int code) {
        this.code = code;
    }

    /** What tags call it. */
    public int code() {
        return code;
    }
}
