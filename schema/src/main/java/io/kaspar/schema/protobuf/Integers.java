package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.protobuf.model.FieldKind;

/** Whole numbers, booleans and enums as the writer's type means them. */
final class Integers {
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    private Integers() {}

    static boolean isInteger(FieldKind kind) {
        return switch (kind) {
            case INT32, INT64, UINT32, UINT64, SINT32, SINT64, FIXED32, FIXED64, SFIXED32, SFIXED64, BOOL, ENUM -> true;
            case DOUBLE, FLOAT, STRING, BYTES, MESSAGE, GROUP -> false;
        };
    }

    /** Whether a number read by {@link #read} is to be taken as one of 64 bits without a sign. */
    static boolean isUnsignedLong(FieldKind kind) {
        return kind == FieldKind.UINT64 || kind == FieldKind.FIXED64;
    }

    /** The next number; a boolean is 0 or 1. Varints of more bits than their type are cut, as Protobuf says. */
    static long read(PayloadCursor cursor, FieldKind kind) throws PayloadException {
        return switch (kind) {
            case INT32, ENUM -> (int) cursor.readRawLong();
            case UINT32 -> cursor.readRawLong() & UNSIGNED_INT;
            case INT64, UINT64 -> cursor.readRawLong();
            case SINT32 -> {
                int raw = (int) cursor.readRawLong();
                yield (raw >>> 1) ^ -(raw & 1);
            }
            case SINT64 -> {
                long raw = cursor.readRawLong();
                yield (raw >>> 1) ^ -(raw & 1);
            }
            case BOOL -> cursor.readRawLong() == 0 ? 0 : 1;
            case FIXED32 -> cursor.readFixedInt() & UNSIGNED_INT;
            case SFIXED32 -> cursor.readFixedInt();
            case FIXED64, SFIXED64 -> cursor.readFixedLong();
            case DOUBLE, FLOAT, STRING, BYTES, MESSAGE, GROUP ->
                throw new IllegalStateException("no whole number: " + kind);
        };
    }
}
