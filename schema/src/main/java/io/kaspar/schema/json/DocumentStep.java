package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** A whole payload: one value, with nothing but space around it. */
final class DocumentStep implements Step {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final NullableJsonStep value;

    DocumentStep(NullableJsonStep value) {
        this.value = value;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        try {
            read(cursor, sink);
        } catch (JsonFault e) {
            throw cursor.malformedAt(e.place(), e.describe());
        }
    }

    private void read(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        byte[] bytes = cursor.bytes();
        int limit = cursor.limit();
        int start = start(bytes, cursor.position(), limit);
        if (bytes[start] != '{' || !(value.step() instanceof ObjectReader)) {
            checkEnd(bytes, JsonScan.value(bytes, start, limit, 0), limit);
        }
        cursor.moveTo(start);
        value.put(cursor, sink);
        checkEnd(bytes, cursor.position(), limit);
    }

    /** The place of the value. */
    static int start(byte[] bytes, int position, int limit) {
        int start = JsonScan.space(bytes, position, limit);
        if (start == limit) {
            throw new JsonFault(start, "there is no value in the payload");
        }
        checkMark(bytes, start, limit);
        return start;
    }

    private static void checkMark(byte[] bytes, int start, int limit) {
        if (bytes[start] == BYTE_ORDER_MARK[0]
                && limit - start >= BYTE_ORDER_MARK.length
                && bytes[start + 1] == BYTE_ORDER_MARK[1]
                && bytes[start + 2] == BYTE_ORDER_MARK[2]) {
            throw new JsonFault(start, "a byte order mark stands before the value");
        }
    }

    /** @param place behind the value */
    static void checkEnd(byte[] bytes, int place, int limit) {
        int end = JsonScan.space(bytes, place, limit);
        if (end < limit) {
            throw new JsonFault(end, "more bytes follow the value");
        }
    }
}
