package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;

/** What arrays and maps share: a block whose count is negative also says where it ends. */
final class Blocks {
    static final int UNKNOWN_END = -1;

    private Blocks() {}

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
