package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadEncoder;
import java.util.List;

/**
 * How payloads are written.
 *
 * @param encoder of whole payloads, what names their schema in front of them included; not thread-safe
 * @param headers what names their schema in records
 */
public record PayloadWriting(PayloadEncoder encoder, List<WrittenHeader> headers) {
    public PayloadWriting {
        headers = List.copyOf(headers);
    }

    static PayloadWriting of(PayloadEncoder encoder) {
        return new PayloadWriting(encoder, List.of());
    }
}
