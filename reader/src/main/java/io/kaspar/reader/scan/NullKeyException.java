package io.kaspar.reader.scan;

import java.io.IOException;

/** A record without a key, where there is a row for each key. */
public final class NullKeyException extends IOException {
    private static final long serialVersionUID = 1L;

    NullKeyException(String topicPartition, long offset) {
        super("the record at offset " + offset + " of " + topicPartition
                + " has no key, and a table of the last record of each key cannot tell what it replaces; read the topic's own"
                + " table, or only offsets behind such records (startingOffsets)");
    }
}
