package io.kaspar.reader.directory;

import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.isolation.AbortedTransaction;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Of a broker that may be running and changing it. */
final class LiveDirectory implements PartitionDirectory {
    // The broker needs milliseconds to replace or delete files; whoever meets it more often than this should ask the
    // broker.
    private static final int MAX_LISTINGS = 10;
    private static final long PAUSE_NANOS = 2_000_000;

    private final DirectoryFiles files;
    private final @Nullable String topicId;

    /** @param topicId whose partition it is as long as it is read; null when nothing says so */
    LiveDirectory(Path path, @Nullable String topicId) {
        files = new DirectoryFiles(path);
        this.topicId = topicId;
    }

    @Override
    public Path path() {
        return files.path();
    }

    /** As the brokers' own indexes list them. */
    @Override
    public List<AbortedTransaction> abortedTransactions(OffsetRange range) throws IOException {
        return new AbortedTransactionSearch(this).search(range);
    }

    @Override
    public LeaderEpochCheckpoint requireLineage(LogLineage expected) throws IOException {
        if (expected instanceof LogLineage.Untold) {
            throw OtherLineageException.untold(path());
        }
        LeaderEpochCheckpoint checkpoint = LeaderEpochCheckpoint.read(path());
        requireSameTopic();
        if (expected instanceof LogLineage.Known known && !checkpoint.contains(known.recordEpoch())) {
            throw OtherLineageException.lacksEpoch(path(), known, checkpoint);
        }
        return checkpoint;
    }

    /** A topic that is created again gets a directory of the same name; what was opened before this call is not in that. */
    private void requireSameTopic() throws IOException {
        if (topicId == null) {
            return;
        }
        try {
            KafkaTextFile metadata = KafkaTextFile.read(path().resolve(LogDirectory.METADATA));
            if (!metadata.has(LogDirectory.TOPIC_ID, topicId)) {
                throw new FilesChangedException(path(), "belongs to another topic of the same name by now");
            }
        } catch (NoSuchFileException e) {
            throw new FilesChangedException(path(), "is not there any more");
        } catch (AccessDeniedException e) {
            throw NotReadableException.denied(path().resolve(LogDirectory.METADATA), e);
        }
    }

    private SegmentListing listing() throws IOException {
        return SegmentListing.of(files.names());
    }

    /**
     * Two listings in a row were equal, and no segment was being replaced. A single listing can miss a file that is renamed
     * meanwhile, and with it a part of the log.
     */
    @Override
    public SegmentListing settledListing() throws IOException {
        SegmentListing before = listing();
        for (int count = 1; count < MAX_LISTINGS; count++) {
            SegmentListing now = listing();
            if (now.equals(before) && !now.beingSwapped()) {
                requireSameTopic();
                return now;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            before = now;
        }
        throw new FilesChangedException(path(), "kept changing while its segments were looked for");
    }

    @Override
    public long cleanedOffset() throws IOException {
        return OffsetCheckpoint.CLEANER.read(path()).orElse(0);
    }

    @Override
    public boolean hasCheckedEnd() {
        return false;
    }

    @Override
    public boolean isBeingCompacted() throws IOException {
        return files.names().stream()
                .anyMatch(name -> LogFileName.is(name, LogFileName.LOG_CLEANED)
                        || LogFileName.is(name, LogFileName.LOG_SWAP)
                        || LogFileName.is(name, LogFileName.LOG_DELETED));
    }

    /** Of this topic for sure. */
    @Override
    public SegmentFile open(long baseOffset, String suffix) throws IOException {
        SegmentFile file = openHint(baseOffset, suffix);
        try {
            requireSameTopic();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public SegmentFile openHint(long baseOffset, String suffix) throws IOException {
        return files.open(LogFileName.of(baseOffset, suffix));
    }

    @Override
    public String toString() {
        return files.toString();
    }
}
