package io.kaspar.reader.batch;

import java.io.IOException;

/** A record batch is of a format before v2, which only the broker reads. */
public final class OldFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param source a file, or a broker and partition
     * @param position of the batch in it
     * @param magic the format found, 0 or 1
     */
    public OldFormatException(String source, long position, int magic) {
        super(source + ", byte " + position + ": messages of format v" + magic
                + ", which an old broker wrote; only format v" + RecordBatchLayout.MAGIC + " is read from files");
    }
}
