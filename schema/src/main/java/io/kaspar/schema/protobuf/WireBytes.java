package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Utf8Check;
import io.kaspar.schema.protobuf.model.WireType;

/** Reads tags and lengths, and passes over values. Source: Protocol Buffers documentation, "Encoding". */
final class WireBytes {
    private static final WireType[] TYPES = WireType.values();

    private WireBytes() {}

    /** A field's number and wire type. Longer numbers than 32 bits are cut, as by Protobuf's own readers. */
    static int readTag(PayloadCursor cursor) throws PayloadException {
        int before = cursor.position();
        int tag = (int) cursor.readRawLong();
        if (number(tag) == 0) {
            throw cursor.malformedAt(before, "a field has number 0");
        }
        return tag;
    }

    static int tag(int number, WireType type) {
        return number << WireType.BITS | type.code();
    }

    static int number(int tag) {
        return tag >>> WireType.BITS;
    }

    static WireType type(PayloadCursor cursor, int tag) throws PayloadException {
        int number = tag & WireType.MASK;
        if (number >= TYPES.length) {
            throw cursor.malformed("field " + number(tag) + " has wire type " + number + ", which does not exist");
        }
        return TYPES[number];
    }

    /** A length, of which the payload has as many bytes. */
    static int readLength(PayloadCursor cursor) throws PayloadException {
        int before = cursor.position();
        int length = (int) cursor.readRawLong();
        if (length < 0) {
            throw cursor.malformedAt(before, "a value has " + length + " bytes");
        }
        cursor.require(length);
        return length;
    }

    /** Refuses the next bytes when they are no text in UTF-8. */
    static void checkUtf8(PayloadCursor cursor, int length) throws PayloadException {
        int position = cursor.position();
        int fault = Utf8Check.firstFault(cursor.bytes(), position, position + length);
        if (fault != Utf8Check.NO_FAULT) {
            throw cursor.malformedAt(fault, "a text is no UTF-8");
        }
    }

    /** Passes over the value behind a tag. */
    static void skip(PayloadCursor cursor, WireType type, int number) throws PayloadException {
        switch (type) {
            case VARINT -> cursor.skipVarint(PayloadCursor.MAX_LONG_BYTES);
            case FIXED64 -> cursor.skip(Long.BYTES);
            case FIXED32 -> cursor.skip(Integer.BYTES);
            case LENGTH_DELIMITED -> cursor.advance(readLength(cursor));
            case START_GROUP -> skipGroup(cursor, number);
            case END_GROUP -> throw cursor.malformed("group " + number + " ends where none has begun");
        }
    }

    /**
     * Passes over a group and its end.
     *
     * @return the place of its end's tag
     */
    static int skipGroup(PayloadCursor cursor, int number) throws PayloadException {
        cursor.enter();
        while (cursor.remaining() > 0) {
            int before = cursor.position();
            int tag = readTag(cursor);
            WireType type = type(cursor, tag);
            if (type == WireType.END_GROUP) {
                if (number(tag) != number) {
                    throw cursor.malformedAt(before, "group " + number + " ends as group " + number(tag));
                }
                cursor.leave();
                return before;
            }
            skip(cursor, type, number(tag));
        }
        throw cursor.malformed("ends inside of group " + number);
    }
}
