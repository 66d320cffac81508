package io.kaspar.catalog.offline;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.reader.copy.CopiedLog;
import io.kaspar.reader.copy.PartitionCopy;
import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was found out about copied logs: reading a whole segment to find a log's end is done once, as long as its files have
 * the same length. Says once what is skipped. Thread-safe.
 */
final class KnownLogs {
    private static final Logger LOG = LoggerFactory.getLogger(KnownLogs.class);

    private final LastKnown<CopiedLog> logs = new LastKnown<>();
    private final LastKnown<Long> lastStableOffsets = new LastKnown<>();
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /** One value for each copy: that of the size it had last. */
    private static final class LastKnown<V> {
        private final Map<Path, OfSize<V>> byPath = new ConcurrentHashMap<>();

        private record OfSize<V>(long bytes, V value) {}

        Optional<V> of(PartitionCopy copy, long bytes) {
            OfSize<V> known = byPath.get(copy.path());
            return known == null || known.bytes() != bytes ? Optional.empty() : Optional.of(known.value());
        }

        void put(PartitionCopy copy, long bytes, V value) {
            byPath.put(copy.path(), new OfSize<>(bytes, value));
        }

        void clear() {
            byPath.clear();
        }
    }

    /** A copy of a partition, and what it holds. */
    record Copy(LogDirectory logDir, PartitionCopy partition, CopiedLog log, long bytes) {}

    /** The copies of a partition, the one that reaches farthest first. */
    List<Copy> farthestFirst(List<LogDirectory> logDirs, TopicPartitionName name) {
        List<Copy> copies = new ArrayList<>();
        for (LogDirectory logDir : logDirs) {
            copies.add(copy(logDir, PartitionCopy.in(logDir, name)));
        }
        copies.sort(Comparator.comparingLong((Copy copy) -> copy.log().range().endOffset())
                .reversed());
        return copies;
    }

    private Copy copy(LogDirectory logDir, PartitionCopy partition) {
        try {
            long bytes = partition.sizeInBytes();
            Optional<CopiedLog> known = logs.of(partition, bytes);
            if (known.isPresent()) {
                return new Copy(logDir, partition, known.get(), bytes);
            }
            CopiedLog log = partition.log();
            logs.put(partition, bytes, log);
            say(log.skipped());
            return new Copy(logDir, partition, log, bytes);
        } catch (IOException e) {
            throw CopyListing.unreadable(logDir, e);
        }
    }

    /** Where the first transaction begins that is open at the log's end, else that end. */
    long lastStableOffset(Copy copy) {
        Optional<Long> known = lastStableOffsets.of(copy.partition(), copy.bytes());
        if (known.isPresent()) {
            return known.get();
        }
        try {
            long found = copy.partition().lastStableOffset(copy.log().range());
            lastStableOffsets.put(copy.partition(), copy.bytes(), found);
            say(notes(copy));
            return found;
        } catch (IOException e) {
            throw new ClusterException(
                    "which transactions are committed in " + copy.partition() + " cannot be found out: "
                            + e.getMessage() + "; isolation=read_uncommitted reads without knowing",
                    e);
        }
    }

    OptionalLong offsetAt(Copy copy, long timestampMs, OffsetRange range) {
        try {
            return copy.partition().offsetAt(timestampMs, range);
        } catch (IOException e) {
            throw new ClusterException(
                    "the offset of a time cannot be found in " + copy.partition() + ": " + e.getMessage()
                            + "; give offsets instead of times",
                    e);
        }
    }

    /** What is not read of a copy, and why, as far as that is known. */
    List<String> notes(Copy copy) {
        List<String> notes = new ArrayList<>(copy.log().skipped());
        long end = copy.log().range().endOffset();
        long lastStableOffset =
                lastStableOffsets.of(copy.partition(), copy.bytes()).orElse(end);
        if (lastStableOffset < end) {
            notes.add(copy.partition() + ": a transaction without end is open from offset " + lastStableOffset
                    + " on; read_committed stops there");
        }
        return notes;
    }

    /** Logs lines that were not logged before. */
    void say(Collection<String> lines) {
        for (String line : lines) {
            if (said.add(line)) {
                LOG.warn("{}", line);
            }
        }
    }

    void forget() {
        logs.clear();
        lastStableOffsets.clear();
    }
}
