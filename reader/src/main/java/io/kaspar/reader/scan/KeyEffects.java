package io.kaspar.reader.scan;

import io.kaspar.reader.record.RecordBlock;
import java.io.Closeable;
import java.io.IOException;

/** Says what records do to the last records of their keys. Not thread-safe; must be closed. */
interface KeyEffects extends Closeable {

    /** Looks at the records of a block. */
    void look(RecordBlock records) throws IOException;

    /** What one of the records does that were looked at last. */
    KeyEffect of(int row);

    @Override
    void close();
}
