package io.kaspar.reader.scan;

import io.kaspar.reader.task.MalformedMode;
import java.io.IOException;

/** A record of changes does not say what it does, and the query asks for failure then ({@link MalformedMode#FAILFAST}). */
public final class UnknownOperationException extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownOperationException(ChangeField field, String topicPartition, long offset) {
        super("the field " + field.name() + " of the record at offset " + offset + " of " + topicPartition
                + " is none of Debezium's words " + String.join(", ", field.words())
                + ". With mode=PERMISSIVE the record counts as its key's last one");
    }
}
