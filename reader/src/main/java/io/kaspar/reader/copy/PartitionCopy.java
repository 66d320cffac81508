package io.kaspar.reader.copy;

import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.directory.SegmentListing;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A partition's directory without a broker, which therefore answers what a broker would be asked: where the log begins and
 * ends, what is committed, and what came when.
 */
public final class PartitionCopy {
    private final CopiedDirectory directory;

    private PartitionCopy(CopiedDirectory directory) {
        this.directory = directory;
    }

    /** A partition in a log directory that no broker writes to: a backup, or what a dead broker left. It need not exist. */
    public static PartitionCopy in(LogDirectory logDirectory, TopicPartitionName name) {
        return new PartitionCopy(new CopiedDirectory(logDirectory.path().resolve(name.directoryName())));
    }

    public Path path() {
        return directory.path();
    }

    /** The same, to be read. */
    public PartitionDirectory directory() {
        return directory;
    }

    /**
     * What the log holds: from its first segment to its last batch that checks out. Reads the whole last segment, and those
     * before it as long as nothing in the later ones checks out.
     */
    public CopiedLog log() throws IOException {
        List<String> skipped = new ArrayList<>();
        InterruptedSwap swap = directory.interruptedSwap();
        for (String name : directory.fileNames()) {
            boolean isUnused = LogFileName.is(name, LogFileName.LOG_SWAP) && !swap.has(LogFileName.baseOffset(name));
            if (isUnused || LogFileName.is(name, LogFileName.LOG_CLEANED)) {
                skipped.add(directory.path().resolve(name) + ": a segment that compaction had not put in place");
            }
        }
        SegmentListing listing = directory.listing();
        return new LogEnd(directory).find(listing, skipped);
    }

    /** The first offset of the transactions that are open at the end of a range, else that end. */
    public long lastStableOffset(OffsetRange range) throws IOException {
        return new TransactionScan(directory).lastStableOffset(range);
    }

    /** The offset of the first record in a range of this time or later. */
    public OptionalLong offsetAt(long timestampMs, OffsetRange range) throws IOException {
        return new TimeScan(directory).first(timestampMs, range);
    }

    /** Bytes of all segment files. */
    public long sizeInBytes() throws IOException {
        long bytes = 0;
        for (long baseOffset : directory.listing().baseOffsets()) {
            try (SegmentFile file = directory.open(baseOffset, LogFileName.LOG)) {
                bytes += file.length();
            }
        }
        return bytes;
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
