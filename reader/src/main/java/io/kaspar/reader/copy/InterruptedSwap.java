package io.kaspar.reader.copy;

import io.kaspar.reader.batch.OldFormatException;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.directory.SegmentListing;
import io.kaspar.reader.segment.ReadAheadBuffer;
import io.kaspar.reader.segment.SegmentCursor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * What compaction was about to put in place when a broker went away for good: segments that end in {@code .swap}. Those they
 * replace may be gone already. The rule is the one by which a broker that starts goes on (Kafka's {@code LogLoader}).
 */
final class InterruptedSwap {
    private final NavigableSet<Long> baseOffsets;
    private final long endOffset;

    private InterruptedSwap(NavigableSet<Long> baseOffsets, long endOffset) {
        this.baseOffsets = baseOffsets;
        this.endOffset = endOffset;
    }

    /** @param names of the directory's files */
    static InterruptedSwap of(Path directory, List<String> names) throws IOException {
        long firstUnfinished = names.stream()
                .filter(LogFileName::isCleaned)
                .mapToLong(LogFileName::baseOffset)
                .min()
                .orElse(Long.MAX_VALUE);
        NavigableSet<Long> baseOffsets = new TreeSet<>();
        long endOffset = Long.MIN_VALUE;
        for (String name : names) {
            // those behind one that was not finished may be half of a segment that was split
            if (LogFileName.is(name, LogFileName.LOG_SWAP) && LogFileName.baseOffset(name) < firstUnfinished) {
                long baseOffset = LogFileName.baseOffset(name);
                OptionalLong end = end(directory.resolve(name), baseOffset);
                if (end.isPresent() || !names.contains(LogFileName.of(baseOffset, LogFileName.LOG))) {
                    baseOffsets.add(baseOffset);
                    endOffset = Math.max(endOffset, end.orElse(baseOffset));
                }
            }
        }
        return new InterruptedSwap(baseOffsets, endOffset);
    }

    /** Behind the last batch; empty when not all of the file checks out. */
    private static OptionalLong end(Path path, long baseOffset) throws IOException {
        long nextOffset = baseOffset;
        try (SegmentFile file = SegmentFile.open(path);
                SegmentCursor segment = new SegmentCursor(file, baseOffset, true, new ReadAheadBuffer())) {
            while (segment.next()) {
                segment.load();
                nextOffset = segment.current().nextOffset();
            }
            return segment.hasUnwrittenEnd() ? OptionalLong.empty() : OptionalLong.of(nextOffset);
        } catch (CorruptSegmentException | OldFormatException | EOFException e) {
            return OptionalLong.empty();
        }
    }

    /** The listing with these segments in place of those that they replace. */
    SegmentListing finish(SegmentListing listing) {
        NavigableSet<Long> segments = new TreeSet<>(listing.baseOffsets());
        if (!baseOffsets.isEmpty()) {
            segments.removeIf(baseOffset -> baseOffsets.first() <= baseOffset && baseOffset < endOffset);
            segments.addAll(baseOffsets);
        }
        return listing.withSegments(segments);
    }

    /** Whether a segment is read from the file that ends in {@code .swap}. */
    boolean has(long baseOffset) {
        return baseOffsets.contains(baseOffset);
    }
}
