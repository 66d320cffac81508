package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.json.text.JsonText;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.model.WireType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON that lies in a payload as {@code google.protobuf.Struct}, {@code Value} or {@code ListValue}, as text again. Source:
 * {@code struct.proto} of Protocol Buffers.
 */
record StructText(WellKnownType type) implements Step {
    static final int FIELDS = 1;
    static final int VALUES = 1;
    static final int KEY = 1;
    static final int ENTRY_VALUE = 2;
    static final int NULL_VALUE = 1;
    static final int NUMBER_VALUE = 2;
    static final int STRING_VALUE = 3;
    static final int BOOL_VALUE = 4;
    static final int STRUCT_VALUE = 5;
    static final int LIST_VALUE = 6;
    private static final double LARGEST_EXACT = 1L << 53;
    private static final String NULL = "null";

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        JsonText.put(text(cursor, type, cursor.limit()), sink);
    }

    private static String text(PayloadCursor cursor, WellKnownType type, int end) throws PayloadException {
        cursor.enter();
        int limit = cursor.narrow(end);
        String text = switch (type) {
            case STRUCT -> struct(cursor);
            case LIST_VALUE -> list(cursor);
            default -> value(cursor);
        };
        cursor.widen(limit);
        cursor.leave();
        return text;
    }

    private static String struct(PayloadCursor cursor) throws PayloadException {
        Map<String, String> members = new LinkedHashMap<>();
        while (cursor.remaining() > 0) {
            int tag = WireBytes.readTag(cursor);
            WireType wire = WireBytes.type(cursor, tag);
            if (WireBytes.number(tag) == FIELDS && wire == WireType.LENGTH_DELIMITED) {
                int length = WireBytes.readLength(cursor);
                addEntry(cursor, cursor.position() + length, members);
            } else {
                WireBytes.skip(cursor, wire, WireBytes.number(tag));
            }
        }
        List<String> texts = new ArrayList<>();
        members.forEach((name, value) -> texts.add(JsonText.quoted(name) + ":" + value));
        return "{" + String.join(",", texts) + "}";
    }

    private static void addEntry(PayloadCursor cursor, int end, Map<String, String> members) throws PayloadException {
        int limit = cursor.narrow(end);
        String name = "";
        String value = NULL;
        while (cursor.remaining() > 0) {
            int tag = WireBytes.readTag(cursor);
            WireType wire = WireBytes.type(cursor, tag);
            int number = WireBytes.number(tag);
            if (number == KEY && wire == WireType.LENGTH_DELIMITED) {
                name = string(cursor);
            } else if (number == ENTRY_VALUE && wire == WireType.LENGTH_DELIMITED) {
                int length = WireBytes.readLength(cursor);
                value = text(cursor, WellKnownType.VALUE, cursor.position() + length);
            } else {
                WireBytes.skip(cursor, wire, number);
            }
        }
        cursor.widen(limit);
        members.put(name, value);
    }

    private static String list(PayloadCursor cursor) throws PayloadException {
        List<String> texts = new ArrayList<>();
        while (cursor.remaining() > 0) {
            int tag = WireBytes.readTag(cursor);
            WireType wire = WireBytes.type(cursor, tag);
            if (WireBytes.number(tag) == VALUES && wire == WireType.LENGTH_DELIMITED) {
                int length = WireBytes.readLength(cursor);
                texts.add(text(cursor, WellKnownType.VALUE, cursor.position() + length));
            } else {
                WireBytes.skip(cursor, wire, WireBytes.number(tag));
            }
        }
        return "[" + String.join(",", texts) + "]";
    }

    /** The last member of the oneof counts; a value without any is null. */
    private static String value(PayloadCursor cursor) throws PayloadException {
        String text = NULL;
        while (cursor.remaining() > 0) {
            int tag = WireBytes.readTag(cursor);
            WireType wire = WireBytes.type(cursor, tag);
            int number = WireBytes.number(tag);
            if (wire == WireType.VARINT && number == NULL_VALUE) {
                cursor.skipVarint(PayloadCursor.MAX_LONG_BYTES);
                text = NULL;
            } else if (wire == WireType.FIXED64 && number == NUMBER_VALUE) {
                text = number(cursor.readDouble());
            } else if (wire == WireType.LENGTH_DELIMITED && number == STRING_VALUE) {
                text = JsonText.quoted(string(cursor));
            } else if (wire == WireType.VARINT && number == BOOL_VALUE) {
                text = Boolean.toString(cursor.readRawLong() != 0);
            } else if (wire == WireType.LENGTH_DELIMITED && (number == STRUCT_VALUE || number == LIST_VALUE)) {
                int length = WireBytes.readLength(cursor);
                WellKnownType inner = number == STRUCT_VALUE ? WellKnownType.STRUCT : WellKnownType.LIST_VALUE;
                text = text(cursor, inner, cursor.position() + length);
            } else {
                WireBytes.skip(cursor, wire, number);
            }
        }
        return text;
    }

    private static String string(PayloadCursor cursor) throws PayloadException {
        int length = WireBytes.readLength(cursor);
        WireBytes.checkUtf8(cursor, length);
        String text = new String(cursor.bytes(), cursor.position(), length, StandardCharsets.UTF_8);
        cursor.advance(length);
        return text;
    }

    /** All numbers are doubles; whole ones are written as such. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return JsonText.quoted(Double.toString(value));
        }
        boolean isWhole = value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT;
        return isWhole ? new BigDecimal(value).toPlainString() : Double.toString(value);
    }
}
