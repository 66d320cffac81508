package io.kaspar.schema.protobuf.model;

/** The low three bits of a tag: how the bytes behind it are to be passed over. In the order of their numbers. */
public enum WireType {
    VARINT,
    FIXED64,
    LENGTH_DELIMITED,
    START_GROUP,
    END_GROUP,
    FIXED32;

    /** How far a field's number stands from the low end of a tag. */
    public static final int BITS = 3;

    /** A tag's bits that are the wire type. */
    public static final int MASK = (1 << BITS) - 1;
}
