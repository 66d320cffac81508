package io.kaspar.schema.protobuf.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types that a field can have. Source: Protocol Buffers documentation, "Encoding". */
public enum FieldKind {
    DOUBLE(WireType.FIXED64),
    FLOAT(WireType.FIXED32),
    INT32(WireType.VARINT),
    INT64(WireType.VARINT),
    UINT32(WireType.VARINT),
    UINT64(WireType.VARINT),
    SINT32(WireType.VARINT),
    SINT64(WireType.VARINT),
    FIXED32(WireType.FIXED32),
    FIXED64(WireType.FIXED64),
    SFIXED32(WireType.FIXED32),
    SFIXED64(WireType.FIXED64),
    BOOL(WireType.VARINT),
    STRING(WireType.LENGTH_DELIMITED),
    BYTES(WireType.LENGTH_DELIMITED),
    ENUM(WireType.VARINT),
    MESSAGE(WireType.LENGTH_DELIMITED),
    GROUP(WireType.START_GROUP);

    private final WireType wireType;

    FieldKind(WireType wireType) {
        this.wireType = wireType;
    }

    /** How a single value is written. */
    public WireType wireType() {
        return wireType;
    }

    /** Whether many values may stand behind one tag. */
    public boolean isPackable() {
        return wireType != WireType.LENGTH_DELIMITED && wireType != WireType.START_GROUP;
    }

    /** Whether its values are messages. */
    public boolean isMessage() {
        return this == MESSAGE || this == GROUP;
    }

    /** The name in {@code .proto} files: lower case. */
    public String protoName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type that {@code .proto} files call so; empty for names of messages and enums. */
    static Optional<FieldKind> scalar(String protoName) {
        return Arrays.stream(values())
                .filter(kind -> kind != ENUM && !kind.isMessage())
                .filter(kind -> kind.protoName().equals(protoName))
                .findFirst();
    }
}
