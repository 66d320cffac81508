package io.kaspar.schema.protobuf;

import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.model.WireType;
import org.jspecify.annotations.Nullable;

/**
 * A field of the writer's that a {@link FieldScan} looks for.
 *
 * @param number what payloads call it by; {@link #NOWHERE} for a column that the writer does not know
 * @param wireType of a value that stands alone
 * @param packable whether many values may stand behind one tag
 * @param shape what is made of its values
 * @param element reads one value behind its tag; for a map, an entry
 * @param body reads a message from its first field to the cursor's limit; null for what is no message
 * @param absent puts what stands for a field that is not there
 * @param oneof fields of one oneof share a number; {@link #ALONE} for others
 */
record ScannedField(
        int number,
        WireType wireType,
        boolean packable,
        Shape shape,
        Step element,
        @Nullable Step body,
        Step absent,
        int oneof) {
    static final int NOWHERE = 0;
    static final int ALONE = -1;

    /** What is made of a field's values. */
    enum Shape {
        /** The last one counts; messages are merged. */
        SINGULAR,
        /** As {@link #SINGULAR}, and the one value is the element of an array, which without it is empty. */
        OPTIONAL_ELEMENT,
        /** All are elements of one array. */
        REPEATED,
        /** All are entries of one map. */
        MAP,
        /** Nothing, and the field tells nothing either: it only is one of those that a writer writes. */
        UNWANTED,
        /** Nothing: the field only tells that others of its oneof are not there. */
        RIVAL
    }

    private static final Step NOTHING = (cursor, sink) -> {
        throw new IllegalStateException("nobody reads this field");
    };

    /** A field that nobody asked for, of a oneof of which somebody asked for another one. */
    static ScannedField rival(int number, WireType wireType, int oneof) {
        return new ScannedField(number, wireType, false, Shape.RIVAL, NOTHING, null, NOTHING, oneof);
    }

    /** A field that nobody asked for, and that is mostly written so. */
    static ScannedField unwanted(int number, WireType wireType) {
        return new ScannedField(number, wireType, false, Shape.UNWANTED, NOTHING, null, NOTHING, ALONE);
    }

    /** A column that the writer does not know. */
    static ScannedField missing(Step absent) {
        return new ScannedField(NOWHERE, WireType.VARINT, false, Shape.SINGULAR, NOTHING, null, absent, ALONE);
    }
}
