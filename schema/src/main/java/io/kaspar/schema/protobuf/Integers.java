package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.NumberSource;
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

    /** Whether a number read by {@link #read} is always an int. */
    static boolean isIntSized(FieldKind kind) {
        return switch (kind) {
            case INT32, SINT32, SFIXED32, BOOL, ENUM -> true;
            default -> false;
        };
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

    /** Statements that declare {@code name} as a long: what {@link #read} gives. */
    static String source(DecoderSource decoder, FieldKind kind, String name) {
        String raw = decoder.name("raw");
        return switch (kind) {
            case INT64, UINT64 -> NumberSource.rawLong(name);
            case FIXED64, SFIXED64 -> NumberSource.fixedLong(name);
            case INT32, ENUM -> NumberSource.rawLong(raw) + "long " + name + " = (int) " + raw + ";\n";
            case UINT32 -> NumberSource.rawLong(raw) + "long " + name + " = " + raw + " & 0xFFFFFFFFL;\n";
            case SINT32 ->
                NumberSource.rawLong(raw)
                        + "long %1$s = ((int) %2$s >>> 1) ^ -((int) %2$s & 1);\n".formatted(name, raw);
            case SINT64 ->
                NumberSource.rawLong(raw) + "long %1$s = (%2$s >>> 1) ^ -(%2$s & 1L);\n".formatted(name, raw);
            case BOOL -> NumberSource.rawLong(raw) + "long " + name + " = " + raw + " == 0L ? 0L : 1L;\n";
            case FIXED32 -> NumberSource.fixedInt(raw) + "long " + name + " = " + raw + " & 0xFFFFFFFFL;\n";
            case SFIXED32 -> NumberSource.fixedInt(raw) + "long " + name + " = " + raw + ";\n";
            case DOUBLE, FLOAT, STRING, BYTES, MESSAGE, GROUP ->
                throw new IllegalStateException("no whole number: " + kind);
        };
    }
}
