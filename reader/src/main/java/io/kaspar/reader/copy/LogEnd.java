package io.kaspar.reader.copy;

import io.kaspar.reader.batch.OldFormatException;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.directory.SegmentListing;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.segment.ReadAheadBuffer;
import io.kaspar.reader.segment.SegmentCursor;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Finds the last batch of a log that checks out: reads the last segment, and goes back while a whole one is bad. */
final class LogEnd {
    private final CopiedDirectory directory;
    private final ReadAheadBuffer buffer = new ReadAheadBuffer();

    LogEnd(CopiedDirectory directory) {
        this.directory = directory;
    }

    /** @param skipped gets a line for everything behind the end */
    CopiedLog find(SegmentListing listing, List<String> skipped) throws IOException {
        if (listing.baseOffsets().isEmpty()) {
            return new CopiedLog(new OffsetRange(0, 0), skipped);
        }
        long firstOffset = listing.baseOffsets().first();
        for (long baseOffset : listing.baseOffsets().descendingSet()) {
            OptionalLong end = endOf(baseOffset, listing, skipped);
            if (end.isPresent()) {
                return new CopiedLog(new OffsetRange(firstOffset, end.getAsLong()), skipped);
            }
        }
        return new CopiedLog(new OffsetRange(firstOffset, firstOffset), skipped);
    }

    /** Empty when no batch of the segment checks out. */
    private OptionalLong endOf(long baseOffset, SegmentListing listing, List<String> skipped) throws IOException {
        SegmentEnd end = new SegmentEnd(directory, listing, baseOffset);
        try (SegmentFile file = directory.open(baseOffset, LogFileName.LOG);
                SegmentCursor segment = new SegmentCursor(file, baseOffset, true, buffer)) {
            try {
                while (segment.next()) {
                    segment.load();
                    end.add(segment.current());
                }
                if (segment.hasUnwrittenEnd()) {
                    skipped.add(file.path() + ": zeros at its end, from offset " + end.nextOffset() + " on");
                }
            } catch (CorruptSegmentException | OldFormatException | EOFException e) {
                skipped.add(e.getMessage() + "; nothing behind it is read, from offset " + end.nextOffset() + " on");
            }
        }
        return end.find(skipped);
    }
}
