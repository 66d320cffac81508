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
import java.util.OptionalLong;

/** The directory in which a broker keeps the segments of one partition, or a copy of it. */
public abstract sealed class PartitionDirectory permits LiveDirectory, CopiedDirectory {
    static final String METADATA = "partition.metadata";
    static final String TOPIC_ID = "topic_id";

    private final Path path;

    PartitionDirectory(Path path) {
        this.path = path;
    }

    public final Path path() {
        return path;
    }

    /** The first offset that files hold, empty when there is no segment. */
    public final OptionalLong firstOffset() throws IOException {
        SegmentListing listing = settledListing();
        return listing.baseOffsets().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(listing.baseOffsets().first());
    }

    /** Whether there is a segment that an offset, which was there, can be in. */
    public final boolean holds(long offset) throws IOException {
        return settledListing().holding(offset).isPresent();
    }

    /** Whether compaction has been behind an offset, so that records behind it may be gone. */
    public final boolean isCompactedBehind(long offset) throws IOException {
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
    public abstract List<AbortedTransaction> abortedTransactions(OffsetRange range) throws IOException;

    /**
     * Checks that the log here is the one that a leader had, as far as both go.
     *
     * @return in which epochs its records were written
     * @throws OtherLineageException when it may not be
     */
    public abstract LeaderEpochCheckpoint requireLineage(LogLineage expected) throws IOException;

    /** Whether this process may read its files: opens one of them, if there is any. */
    public final DirectoryCheck checkFiles() throws IOException {
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

    /** The directory as it is at this moment; not what it was or will be if a broker is renaming files. */
    abstract SegmentListing listing() throws IOException;

    /** The directory when it held still. */
    abstract SegmentListing settledListing() throws IOException;

    /** The first offset that compaction has not reached, as far as the cleaner beside it says. */
    abstract long cleanedOffset() throws IOException;

    /** Whether the last batch was looked at before, and all that is read now ends with it or earlier. */
    abstract boolean hasCheckedEnd();

    /** Whether a broker is replacing segments, or did so in the last minute. */
    abstract boolean isBeingCompacted() throws IOException;

    /** Opens a segment's file that a result depends on. */
    abstract SegmentFile open(long baseOffset, String suffix) throws IOException;

    /** Opens a segment's file of which nothing is believed. */
    abstract SegmentFile openHint(long baseOffset, String suffix) throws IOException;

    final List<String> fileNames() throws IOException {
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

    /** Opens a file by its name. */
    final SegmentFile openFile(String name) throws IOException {
        Path file = path.resolve(name);
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
    public final String toString() {
        return path.toString();
    }
}
