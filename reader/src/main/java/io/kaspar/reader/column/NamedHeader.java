package io.kaspar.reader.column;

import io.kaspar.reader.record.HeaderCursor;
import io.kaspar.reader.record.RecordBlock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds the header of a name in records. Reused; not thread-safe. */
final class NamedHeader {
    /** The length of a header that is not there. */
    static final int NO_HEADER = -1;

    private final byte[] name;
    private final HeaderCursor headers = new HeaderCursor();
    private int position;
    private int length;

    NamedHeader(String name) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a record has such a header. The last one of the name counts, as in Kafka's own deserializers. */
    boolean find(RecordBlock records, int row) {
        position = 0;
        length = NO_HEADER;
        int headerCount = records.headerCounts()[row];
        if (headerCount == 0) {
            return false;
        }
        byte[] bytes = records.bytes();
        headers.open(bytes, records.headersPositions()[row], headerCount);
        while (headers.next()) {
            int keyEnd = headers.keyPosition() + headers.keyLength();
            if (headers.valueLength() >= 0
                    && Arrays.equals(bytes, headers.keyPosition(), keyEnd, name, 0, name.length)) {
                position = headers.valuePosition();
                length = headers.valueLength();
            }
        }
        return length != NO_HEADER;
    }

    /** Where the value of the header that was found starts. */
    int position() {
        return position;
    }

    /** The length of that value; {@link #NO_HEADER} when none was found. */
    int length() {
        return length;
    }
}
