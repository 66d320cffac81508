package io.kaspar.reader.segment;

import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.isolation.AbortedTransaction;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The directory in which a broker keeps the segments of one partition. */
public final class PartitionDirectory {
    // The broker needs milliseconds to replace or delete files; whoever meets it more often than this should ask the
    // broker.
    private static final int MAX_LISTINGS = 10;
    private static final long PAUSE_NANOS = 2_000_000;

    static final String METADATA = "partition.metadata";
    static final String TOPIC_ID = "topic_id";

    private final Path path;
    private final @Nullable String topicId;
    private final boolean isCopy;

    private PartitionDirectory(Path path, @Nullable String topicId, boolean isCopy) {
        this.path = path;
        this.topicId = topicId;
        this.isCopy = isCopy;
    }

    /**
     * Of a broker that may be running and changing it.
     *
     * @param topicId whose partition it is as long as it is read; null when nothing says so
     */
    PartitionDirectory(Path path, @Nullable String topicId) {
        this(path, topicId, false);
    }

    /** That nobody changes, and that may be half of what a broker had. */
    static PartitionDirectory ofCopy(Path path) {
        return new PartitionDirectory(path, null, true);
    }

    public Path path() {
        return path;
    }

    /** The first offset that files hold, empty when there is no segment. */
    public OptionalLong firstOffset() throws IOException {
        SegmentListing listing = settledListing();
        return listing.baseOffsets().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(listing.baseOffsets().first());
    }

    /** Whether there is a segment that an offset, which was there, can be in. */
    public boolean holds(long offset) throws IOException {
        return settledListing().holding(offset).isPresent();
    }

    /** Whether compaction has been behind an offset, so that records behind it may be gone. */
    public boolean isCompactedBehind(long offset) throws IOException {
        return cleanedOffset() > offset;
    }

    /**
     * The aborted transactions that touch a range, as the brokers' own indexes list them.
     *
     * <p>Read them before the segments: compaction can drop a transaction's records and then its entry, in this order.
     *
     * @param range ends at or before the last stable offset
     */
    public List<AbortedTransaction> abortedTransactions(OffsetRange range) throws IOException {
        // a copy may lack an index, and nothing but the markers themselves would show it
        return isCopy ? new TransactionScan(this).aborted(range) : new AbortedTransactionSearch(this).search(range);
    }

    /** Whether this process may read its files: opens one of them, if there is any. */
    public DirectoryCheck checkFiles() throws IOException {
        try {
            SegmentListing listing = listing();
            if (!listing.baseOffsets().isEmpty()) {
                open(listing.baseOffsets().last(), LogFileName.LOG).close();
            }
        } catch (NotReadableException e) {
            return new DirectoryCheck(DirectoryVerdict.NOT_READABLE, String.valueOf(e.getMessage()));
        } catch (FilesChangedException e) {
            return new DirectoryCheck(DirectoryVerdict.MATCHES, path + " is being changed by the broker");
        }
        return new DirectoryCheck(DirectoryVerdict.MATCHES, path + " can be read");
    }

    /**
     * Checks that the log here is the one that a leader had, as far as both go.
     *
     * @return in which epochs its records were written
     * @throws OtherLineageException when it may not be
     */
    public LeaderEpochCheckpoint requireLineage(LogLineage expected) throws IOException {
        if (isCopy) {
            return LeaderEpochCheckpoint.parse(""); // may have been copied before the segments
        }
        if (expected instanceof LogLineage.Untold) {
            throw OtherLineageException.untold(path);
        }
        LeaderEpochCheckpoint checkpoint = LeaderEpochCheckpoint.read(path);
        requireSameTopic();
        if (expected instanceof LogLineage.Known known && !checkpoint.contains(known.recordEpoch())) {
            throw OtherLineageException.lacksEpoch(path, known, checkpoint);
        }
        return checkpoint;
    }

    /** A topic that is created again gets a directory of the same name; what was opened before this call is not in that. */
    private void requireSameTopic() throws IOException {
        if (topicId == null) {
            return;
        }
        try {
            KafkaProperties metadata = KafkaProperties.read(path.resolve(METADATA));
            if (!metadata.has(TOPIC_ID, topicId)) {
                throw new FilesChangedException(path, "belongs to another topic of the same name by now");
            }
        } catch (NoSuchFileException e) {
            throw new FilesChangedException(path, "is not there any more");
        } catch (AccessDeniedException e) {
            throw NotReadableException.denied(path.resolve(METADATA), e);
        }
    }

    /** The directory as it is at this moment; not what it was or will be if the broker is renaming files. */
    SegmentListing listing() throws IOException {
        NavigableSet<Long> baseOffsets = new TreeSet<>();
        NavigableSet<Long> transactionIndexes = new TreeSet<>();
        NavigableSet<Long> offsetIndexes = new TreeSet<>();
        boolean beingSwapped = false;
        List<String> names = fileNames();
        for (String name : names) {
            if (LogFileName.is(name, LogFileName.LOG)) {
                baseOffsets.add(LogFileName.baseOffset(name));
            } else if (LogFileName.is(name, LogFileName.TRANSACTION_INDEX)) {
                transactionIndexes.add(LogFileName.baseOffset(name));
            } else if (LogFileName.is(name, LogFileName.OFFSET_INDEX)) {
                offsetIndexes.add(LogFileName.baseOffset(name));
            } else if (LogFileName.isSwap(name)) {
                beingSwapped = true;
            }
        }
        if (isCopy && beingSwapped) {
            InterruptedSwap.of(path, names).finish(baseOffsets);
        }
        return new SegmentListing(baseOffsets, transactionIndexes, offsetIndexes, beingSwapped);
    }

    /** What compaction left half done; of a broker's own directory none, because it will go on itself. */
    InterruptedSwap interruptedSwap() throws IOException {
        return isCopy ? InterruptedSwap.of(path, fileNames()) : InterruptedSwap.NONE;
    }

    /** The first offset that compaction has not reached. Of a copy without a checkpoint, nobody knows: none. */
    long cleanedOffset() throws IOException {
        return isCopy && !OffsetCheckpoint.CLEANER.isThere(path)
                ? Long.MAX_VALUE
                : OffsetCheckpoint.CLEANER.read(path).orElse(0);
    }

    /** Whether the last batch was looked at before, and all that is read now ends with it or earlier. */
    boolean hasCheckedEnd() {
        return isCopy;
    }

    /** Whether the broker is replacing segments, or did so in the last minute. */
    boolean isBeingCompacted() throws IOException {
        return !isCopy
                && fileNames().stream()
                        .anyMatch(name -> LogFileName.is(name, LogFileName.LOG_CLEANED)
                                || LogFileName.is(name, LogFileName.LOG_SWAP)
                                || LogFileName.is(name, LogFileName.LOG_DELETED));
    }

    List<String> fileNames() throws IOException {
        List<String> names = new ArrayList<>();
        refuseLink();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (AccessDeniedException e) {
            throw NotReadableException.denied(path, e);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new FilesChangedException(path, "is not there any more");
        }
        return names;
    }

    /**
     * The directory when it held still: two listings in a row were equal, and no segment was being replaced. A single listing
     * can miss a file that is renamed meanwhile, and with it a part of the log.
     */
    SegmentListing settledListing() throws IOException {
        SegmentListing before = listing();
        if (isCopy) {
            return before;
        }
        for (int count = 1; count < MAX_LISTINGS; count++) {
            SegmentListing now = listing();
            if (now.equals(before) && !now.beingSwapped()) {
                requireSameTopic();
                return now;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            before = now;
        }
        throw new FilesChangedException(path, "kept changing while its segments were looked for");
    }

    /** Opens a segment's file that a result depends on, of this topic for sure. */
    SegmentFile open(long baseOffset, String suffix) throws IOException {
        SegmentFile file = openHint(baseOffset, suffix);
        try {
            requireSameTopic();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Opens a segment's file of which nothing is believed. */
    SegmentFile openHint(long baseOffset, String suffix) throws IOException {
        boolean isSwapped = isCopy
                && Files.exists(path.resolve(LogFileName.of(baseOffset, LogFileName.LOG_SWAP)))
                && interruptedSwap().has(baseOffset);
        Path file = path.resolve(LogFileName.of(baseOffset, isSwapped ? suffix + LogFileName.SWAP : suffix));
        try {
            refuseLink();
            return SegmentFile.open(file);
        } catch (NoSuchFileException e) {
            throw new FilesChangedException(file, "is not there any more");
        } catch (AccessDeniedException e) {
            throw NotReadableException.denied(file, e);
        } catch (IOException e) {
            if (Files.isSymbolicLink(file)) {
                throw new NotReadableException(file, "is a symbolic link, which is not followed", e);
            }
            throw e;
        }
    }

    private void refuseLink() throws NotReadableException {
        if (Files.isSymbolicLink(path)) {
            throw new NotReadableException(path, "is a symbolic link, which is not followed", null);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
