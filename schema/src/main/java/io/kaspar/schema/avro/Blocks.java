package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.PayloadCursor;

/** What arrays and maps share: a block whose count is negative also says where it ends. */
final class Blocks {
    static final int UNKNOWN_END = -1;

    private Blocks() {}

    /** The count that starts a block, as written: negative when the block's length follows. */
    static long readCount(PayloadCursor cursor) throws PayloadException {
        int before = cursor.position();
        long count = AvroNumbers.readLong(cursor);
        if (count == Long.MIN_VALUE) {
            throw cursor.malformedAt(before, "a block has an impossible count");
        }
        return count;
    }

    /** The place where a block ends whose length comes next. */
    static int readEnd(PayloadCursor cursor) throws PayloadException {
        return AvroNumbers.readLength(cursor) + cursor.position();
    }

    /** Refuses a count of elements that the bytes up to {@code end} cannot hold. */
    static void checkCount(PayloadCursor cursor, long count, int minElementBytes, int end) throws PayloadException {
        if (minElementBytes == 0) {
            cursor.addZeroByteElements(count);
        } else if (count > (end - cursor.position()) / minElementBytes) {
            throw cursor.malformed("a block claims " + count + " elements, more than the bytes left can hold");
        }
    }

    /** Where the block's elements must have ended: its own end, or else the payload's. */
    static int boundary(int end, PayloadCursor cursor) {
        return end == UNKNOWN_END ? cursor.limit() : end;
    }

    /** Refuses a block that ended elsewhere than it said: readers that skip it would go on at another place. */
    static void checkEnd(int end, PayloadCursor cursor) throws PayloadException {
        if (end != UNKNOWN_END && end != cursor.position()) {
            throw cursor.malformed("a block ends here, but its length says otherwise");
        }
    }
}
