package io.kaspar.reader.segment;

import io.kaspar.reader.batch.OldFormatException;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.directory.FilesChangedException;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.directory.NotReadableException;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.directory.SegmentListing;
import java.io.EOFException;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Looks for what nothing but compaction leaves in a segment: a record batch that lacks records, or offsets missing between two
 * batches that both check out. Reads headers up to the first trace.
 */
public final class CompactionTraces {
    private final PartitionDirectory directory;
    private final SegmentListing listing;
    private final ReadAheadBuffer buffer = new ReadAheadBuffer();

    /** @param listing of the directory's segments */
    public CompactionTraces(PartitionDirectory directory, SegmentListing listing) {
        this.directory = directory;
        this.listing = listing;
    }

    /** Whether a segment has a trace. Not where it cannot be read: then nothing is known of it. */
    public boolean areIn(long baseOffset) throws IOException {
        OptionalLong following = listing.after(baseOffset);
        try (SegmentFile file = directory.open(baseOffset, LogFileName.LOG);
                SegmentCursor segment = new SegmentCursor(file, baseOffset, true, buffer)) {
            while (segment.next()) {
                if (isTrace(segment, following)) {
                    return true;
                }
            }
            return false;
        } catch (CorruptSegmentException
                | OldFormatException
                | EOFException
                | FilesChangedException
                | NotReadableException e) {
            return false;
        }
    }

    private static boolean isTrace(SegmentCursor segment, OptionalLong following) throws IOException {
        if (segment.isAfterGap()) {
            segment.requireChecksums();
            return segment.isFollowed()
                    || (following.isPresent() && segment.current().nextOffset() <= following.getAsLong());
        }
        if (!segment.current().isDense()) {
            segment.load();
            return true;
        }
        return false;
    }
}
