package io.kaspar.reader.column;

import io.kaspar.schema.resolve.PayloadSide;
import java.io.IOException;

/** A record's key or value cannot be decoded, and the query asks for failure then. Names the record; never its contents. */
public final class MalformedRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedRecordException(String topicPartition, long offset, PayloadSide side, int schemaId, IOException cause) {
        super(
                "the " + side.word() + " of the record at offset " + offset + " of " + topicPartition
                        + (schemaId < 0 ? "" : ", written with schema id " + schemaId) + ", cannot be decoded: "
                        + cause.getMessage()
                        + ". With mode=PERMISSIVE such records stay, with nulls and the reason in _error; with"
                        + " mode=DROPMALFORMED they are left out; " + side.formatOption()
                        + " says how payloads without a schema are read",
                cause);
    }
}
