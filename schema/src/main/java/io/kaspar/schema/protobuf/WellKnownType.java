package io.kaspar.schema.protobuf;

import java.util.Arrays;
import java.util.Set;

/** Messages that are one value. */
enum WellKnownType {
    TIMESTAMP("google.protobuf.Timestamp"),
    DURATION("google.protobuf.Duration"),
    STRUCT("google.protobuf.Struct"),
    VALUE("google.protobuf.Value"),
    LIST_VALUE("google.protobuf.ListValue"),
    /** One field, {@code value}, made a message so that it can be left out. */
    WRAPPER(
            "google.protobuf.DoubleValue",
            "google.protobuf.FloatValue",
            "google.protobuf.Int64Value",
            "google.protobuf.UInt64Value",
            "google.protobuf.Int32Value",
            "google.protobuf.UInt32Value",
            "google.protobuf.BoolValue",
            "google.protobuf.StringValue",
            "google.protobuf.BytesValue"),
    DATE("google.type.Date"),
    TIME_OF_DAY("google.type.TimeOfDay"),
    DECIMAL("confluent.type.Decimal"),
    /** Any other message: a struct of its fields. */
    NONE;

    private final Set<String> fullNames;

    WellKnownType(String... fullNames) {
        this.fullNames = Set.of(fullNames);
    }

    /** What the message of this full name is. */
    static WellKnownType of(String fullName) {
        return Arrays.stream(values())
                .filter(type -> type.fullNames.contains(fullName))
                .findFirst()
                .orElse(NONE);
    }
}
