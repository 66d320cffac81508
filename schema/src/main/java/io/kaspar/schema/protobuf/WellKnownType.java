package io.kaspar.schema.protobuf;

import java.util.Arrays;

/** Messages that are one value. */
enum WellKnownType {
    TIMESTAMP("google.protobuf.Timestamp"),
    DURATION("google.protobuf.Duration"),
    STRUCT("google.protobuf.Struct"),
    VALUE("google.protobuf.Value"),
    LIST_VALUE("google.protobuf.ListValue"),
    DOUBLE_VALUE("google.protobuf.DoubleValue"),
    FLOAT_VALUE("google.protobuf.FloatValue"),
    INT64_VALUE("google.protobuf.Int64Value"),
    UINT64_VALUE("google.protobuf.UInt64Value"),
    INT32_VALUE("google.protobuf.Int32Value"),
    UINT32_VALUE("google.protobuf.UInt32Value"),
    BOOL_VALUE("google.protobuf.BoolValue"),
    STRING_VALUE("google.protobuf.StringValue"),
    BYTES_VALUE("google.protobuf.BytesValue"),
    DATE("google.type.Date"),
    TIME_OF_DAY("google.type.TimeOfDay"),
    DECIMAL("confluent.type.Decimal"),
    /** Any other message: a struct of its fields. */
    NONE("");

    private final String fullName;

    WellKnownType(String fullName) {
        this.fullName = fullName;
    }

    /** What the message of this full name is. */
    static WellKnownType of(String fullName) {
        return Arrays.stream(values())
                .filter(type -> type.fullName.equals(fullName))
                .findFirst()
                .orElse(NONE);
    }

    /** Whether it is one field, {@code value}, made a message so that it can be left out. */
    boolean isWrapper() {
        return switch (this) {
            case DOUBLE_VALUE,
                    FLOAT_VALUE,
                    INT64_VALUE,
                    UINT64_VALUE,
                    INT32_VALUE,
                    UINT32_VALUE,
                    BOOL_VALUE,
                    STRING_VALUE,
                    BYTES_VALUE -> true;
            case TIMESTAMP, DURATION, STRUCT, VALUE, LIST_VALUE, DATE, TIME_OF_DAY, DECIMAL, NONE -> false;
        };
    }

    /** Whether it holds JSON. */
    boolean isJson() {
        return this == STRUCT || this == VALUE || this == LIST_VALUE;
    }
}
