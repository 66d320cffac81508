package io.kaspar.reader.scan;

import io.kaspar.reader.task.MalformedMode;
import java.io.IOException;

/** A record of changes does not say what it does, and the query asks for failure then ({@link MalformedMode#FAILFAST}). */
public final class UnknownOperationException extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownOperationException(String topicPartition, long offset) {
        super(
                "the field op of the record at offset " + offset + " of " + topicPartition
                        + " is none of Debezium's letters c, r, u, d, t, m. With mode=PERMISSIVE the record counts as its key's last one");
    }
}
