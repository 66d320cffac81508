package io.kaspar.reader.copy;

import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.directory.DirectoryFiles;
import io.kaspar.reader.directory.LeaderEpochCheckpoint;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.directory.OffsetCheckpoint;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.directory.SegmentListing;
import io.kaspar.reader.isolation.AbortedTransaction;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** That nobody changes, and that may be half of what a broker had: a backup, or what a dead broker left. */
final class CopiedDirectory implements PartitionDirectory {
    private final DirectoryFiles files;

    CopiedDirectory(Path path) {
        files = new DirectoryFiles(path);
    }

    @Override
    public Path path() {
        return files.path();
    }

    /** By the markers in the log: a copy may lack an index, and nothing but the markers themselves would show it. */
    @Override
    public List<AbortedTransaction> abortedTransactions(OffsetRange range) throws IOException {
        return new TransactionScan(this).aborted(range);
    }

    /** Nothing is compared: what says the epochs may have been copied before the segments. */
    @Override
    public LeaderEpochCheckpoint requireLineage(LogLineage expected) {
        return LeaderEpochCheckpoint.EMPTY;
    }

    /** With the segments in place that compaction was about to put there. */
    SegmentListing listing() throws IOException {
        List<String> names = files.names();
        SegmentListing listing = SegmentListing.of(names);
        return listing.beingSwapped() ? InterruptedSwap.of(path(), names).finish(listing) : listing;
    }

    @Override
    public SegmentListing settledListing() throws IOException {
        return listing();
    }

    /** What compaction left half done. */
    InterruptedSwap interruptedSwap() throws IOException {
        return InterruptedSwap.of(path(), files.names());
    }

    /** Without the checkpoint nobody knows: none. */
    @Override
    public long cleanedOffset() throws IOException {
        return OffsetCheckpoint.CLEANER.isThere(path())
                ? OffsetCheckpoint.CLEANER.read(path()).orElse(0)
                : Long.MAX_VALUE;
    }

    /** The driver looks at the end of a copy first, see {@link PartitionCopy#log}. */
    @Override
    public boolean hasCheckedEnd() {
        return true;
    }

    @Override
    public boolean isBeingCompacted() {
        return false;
    }

    @Override
    public SegmentFile open(long baseOffset, String suffix) throws IOException {
        boolean isSwapped = Files.exists(path().resolve(LogFileName.of(baseOffset, LogFileName.LOG_SWAP)))
                && interruptedSwap().has(baseOffset);
        return files.open(LogFileName.of(baseOffset, isSwapped ? suffix + LogFileName.SWAP : suffix));
    }

    @Override
    public SegmentFile openHint(long baseOffset, String suffix) throws IOException {
        return open(baseOffset, suffix);
    }

    List<String> fileNames() throws IOException {
        return files.names();
    }

    @Override
    public String toString() {
        return files.toString();
    }
}
