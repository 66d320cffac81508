package io.kaspar.schema.protobuf;

import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.model.FieldKind;
import io.kaspar.schema.protobuf.model.ProtoField.FieldType;
import org.jspecify.annotations.Nullable;

/** Steps that read a value without parts, as its writer meant it, into a column of the table's type. */
final class ValueCompiler {
    private ValueCompiler() {}

    /**
     * The step for one value.
     *
     * @param checksUtf8 whether text that is no UTF-8 is malformed
     * @return null when values of the writer's type are none of the table's
     */
    static @Nullable Step compile(FieldType writer, FieldType reader, boolean checksUtf8) {
        FieldKind kind = writer.kind();
        boolean isInteger = Integers.isInteger(kind);
        return switch (reader.kind()) {
            case INT32, SINT32, SFIXED32 -> isInteger ? new FieldValueSteps.OfInt(kind) : null;
            case UINT32, FIXED32, INT64, SINT64, SFIXED64 -> isInteger ? new FieldValueSteps.OfLong(kind) : null;
            case UINT64, FIXED64 -> isInteger ? new FieldValueSteps.OfUnsigned(kind) : null;
            case BOOL -> isInteger ? new FieldValueSteps.OfBoolean(kind) : null;
            case ENUM ->
                isInteger
                        ? new FieldValueSteps.OfSymbol(
                                kind, reader.enumeration().orElseThrow())
                        : null;
            case FLOAT -> kind == FieldKind.FLOAT ? new FieldValueSteps.OfFloat() : null;
            case DOUBLE -> ofDouble(kind);
            case STRING -> ofText(writer, checksUtf8);
            case BYTES ->
                kind == FieldKind.STRING || kind == FieldKind.BYTES ? new FieldValueSteps.OfBytes(false) : null;
            case MESSAGE, GROUP -> null;
        };
    }

    private static @Nullable Step ofDouble(FieldKind kind) {
        return switch (kind) {
            case DOUBLE -> new FieldValueSteps.OfDouble();
            case FLOAT -> new FieldValueSteps.DoubleOfFloat();
            case INT32, SINT32, SFIXED32, UINT32, FIXED32 -> new FieldValueSteps.DoubleOfInteger(kind);
            default -> null;
        };
    }

    private static @Nullable Step ofText(FieldType writer, boolean checksUtf8) {
        return switch (writer.kind()) {
            case STRING -> new FieldValueSteps.OfBytes(checksUtf8);
            case BYTES -> new FieldValueSteps.OfBytes(true);
            case ENUM ->
                new FieldValueSteps.OfSymbol(
                        FieldKind.ENUM, writer.enumeration().orElseThrow());
            default -> null;
        };
    }
}
