package io.kaspar.reader.bytes;

import java.io.IOException;

/** Bytes of a log are not what their format says. Names the source, the byte position, what was found and expected. */
public final class CorruptSegmentException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param source a file, or a broker and partition
     * @param position of the faulty bytes in it
     * @param problem what was found and what was expected
     */
    public CorruptSegmentException(String source, long position, String problem) {
        super(source + ", byte " + position + ": " + problem);
    }
}
