package io.kaspar.reader.segment;

import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.OffsetRange;
import java.io.IOException;

/**
 * Record batches of a range from the segment files of a partition's directory.
 *
 * <p>Reads ahead in large pieces into one buffer. Ends by the range, never by the length of a file. {@link #next} throws what
 * says why the files cannot serve the range: {@link RangeNotHeldException}, {@link
 * io.kaspar.reader.batch.OldFormatException}, {@link FilesChangedException}, {@link NotReadableException}, {@link
 * io.kaspar.reader.bytes.CorruptSegmentException}. After each of them everything before {@link #nextOffset} was given, and
 * another source may go on from there.
 */
public final class SegmentRecordBatchSource implements RecordBatchSource {
    private final PartitionDirectory directory;
    private final OffsetRange range;
    private final boolean checkCrcs;

    /**
     * A source for one range; opens nothing yet.
     *
     * @param checkCrcs whether each batch is compared with its CRC-32C
     */
    public SegmentRecordBatchSource(PartitionDirectory directory, OffsetRange range, boolean checkCrcs) {
        this.directory = directory;
        this.range = range;
        this.checkCrcs = checkCrcs;
    }

    @Override
    public boolean next() throws IOException {
        throw new UnsupportedOperationException("not written yet " + directory + range + checkCrcs);
    }

    @Override
    public RecordBatchView current() {
        throw new UnsupportedOperationException("not written yet");
    }

    /** The first offset of the range that was not given yet. */
    public long nextOffset() {
        return range.startOffset();
    }

    /** Bytes read from segment files so far. */
    public long bytesRead() {
        return 0;
    }

    /** Segment files opened so far. */
    public long segmentsOpened() {
        return 0;
    }

    @Override
    public void close() throws IOException {}
}
