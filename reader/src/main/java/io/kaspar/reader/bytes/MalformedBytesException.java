package io.kaspar.reader.bytes;

import java.io.IOException;

/** Bytes in a buffer are not what was expected there. Whoever knows the source turns it into a {@link CorruptSegmentException}. */
public final class MalformedBytesException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param problem what was found and what was expected */
    public MalformedBytesException(String problem) {
        super(problem);
    }
}
