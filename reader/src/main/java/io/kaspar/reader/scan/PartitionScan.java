package io.kaspar.reader.scan;

import io.kaspar.reader.vector.ColumnBlock;
import java.io.Closeable;
import java.io.IOException;

/**
 * Reads one task's range: opens the local files or the broker, and gives blocks of columns until the range is read.
 *
 * <p>Not thread-safe. Everything it gives stays valid until the next call of {@link #next}.
 */
public final class PartitionScan implements Closeable {

    private PartitionScan() {}

    /** Opens the scan; reads nothing yet. */
    public static PartitionScan open(ScanSpec spec, ScanTask task) throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Reads the next block. False at the end of the range. */
    public boolean next() throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }

    /** The block that {@link #next} read; never empty. */
    public ColumnBlock current() {
        throw new UnsupportedOperationException("not written yet");
    }

    /** What the scan did so far. */
    public ScanCounters counters() {
        throw new UnsupportedOperationException("not written yet");
    }

    @Override
    public void close() throws IOException {}
}
