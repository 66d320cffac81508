package io.kaspar.reader.directory;

import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.isolation.AbortedTransaction;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The directory in which a broker keeps the segments of one partition, or a copy of it. Printed as its path. */
public interface PartitionDirectory {

    Path path();

    /** The first offset that files hold, empty when there is no segment. */
    default OptionalLong firstOffset() throws IOException {
        SegmentListing listing = settledListing();
        return listing.baseOffsets().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(listing.baseOffsets().first());
    }

    /** Whether there is a segment that an offset, which was there, can be in. */
    default boolean holds(long offset) throws IOException {
        return settledListing().holding(offset).isPresent();
    }

    /** Whether compaction has been behind an offset, so that records behind it may be gone. */
    default boolean isCompactedBehind(long offset) throws IOException {
        return cleanedOffset() > offset;
    }

    /**
     * The aborted transactions that touch a range.
     *
     * <p>Ask before the segments are read: compaction can drop a transaction's records and then what says that it was aborted, in
     * this order.
     *
     * @param range ends at or before the last stable offset
     */
    List<AbortedTransaction> abortedTransactions(OffsetRange range) throws IOException;

    /**
     * Checks that the log here is the one that a leader had, as far as both go.
     *
     * @return in which epochs its records were written
     * @throws OtherLineageException when it may not be
     */
    LeaderEpochCheckpoint requireLineage(LogLineage expected) throws IOException;

    /** The directory when it held still. */
    SegmentListing settledListing() throws IOException;

    /** The first offset that compaction has not reached, as far as the cleaner beside it says. */
    long cleanedOffset() throws IOException;

    /** Whether the last batch was looked at before, and all that is read now ends with it or earlier. */
    boolean hasCheckedEnd();

    /** Whether a broker is replacing segments, or did so in the last minute. */
    boolean isBeingCompacted() throws IOException;

    /** Opens a segment's file that a result depends on. */
    SegmentFile open(long baseOffset, String suffix) throws IOException;

    /** Opens a segment's file of which nothing is believed. */
    SegmentFile openHint(long baseOffset, String suffix) throws IOException;
}
