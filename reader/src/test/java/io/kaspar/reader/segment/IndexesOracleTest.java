package io.kaspar.reader.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.golden.GoldenSegments;
import io.kaspar.reader.golden.OracleLog;
import io.kaspar.reader.isolation.AbortedTransaction;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.storage.internals.log.OffsetIndex;
import org.apache.kafka.storage.internals.log.TimeIndex;
import org.apache.kafka.storage.internals.log.TransactionIndex;
import org.apache.kafka.storage.internals.log.TxnIndexSearchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden indexes through Kafka's own classes and through ours. Kafka's open files for writing, so it gets copies. */
class IndexesOracleTest {
    private static final long OFFSETS_TRIED = 60;

    @TempDir
    Path copies;

    static List<Path> segmentFiles() {
        return GoldenSegments.segmentFiles();
    }

    @ParameterizedTest
    @MethodSource("segmentFiles")
    void findsTheSamePositionsOfOffsets(Path segment) throws IOException {
        long baseOffset = baseOffset(segment);
        Path file = sibling(segment, LogFileName.OFFSET_INDEX);
        try (OffsetIndexFile index = new OffsetIndexFile(SegmentFile.open(file), baseOffset);
                OffsetIndex oracle = new OffsetIndex(copy(file), baseOffset, -1, false)) {
            for (long offset = baseOffset; offset < baseOffset + OFFSETS_TRIED; offset++) {
                assertThat(index.positionFor(offset)).isEqualTo(lookup(oracle, offset));
            }
        }
    }

    /** Kafka takes the zeros at the end of a file in use for entries when it opens it, except that it keeps their count. */
    private static long lookup(OffsetIndex oracle, long offset) {
        long found = 0;
        for (int slot = 0; slot < oracle.entries(); slot++) {
            boolean written = slot == 0 || oracle.entry(slot).offset() > oracle.baseOffset();
            if (written && oracle.entry(slot).offset() <= offset) {
                found = oracle.entry(slot).position();
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("segmentFiles")
    void findsTheSameOffsetsOfTimestamps(Path segment) throws IOException {
        long baseOffset = baseOffset(segment);
        Path file = sibling(segment, LogFileName.TIME_INDEX);
        try (TimeIndexFile index = new TimeIndexFile(SegmentFile.open(file), baseOffset);
                TimeIndex oracle = new TimeIndex(copy(file), baseOffset, -1, false)) {
            for (int slot = 0; slot < oracle.entries(); slot++) {
                long timestamp = oracle.entry(slot).timestamp();
                if (slot > 0 && timestamp <= 0) {
                    break; // not written yet
                }
                assertThat(index.offsetFor(timestamp))
                        .isEqualTo(oracle.entry(slot).offset());
                assertThat(index.offsetFor(timestamp + 1))
                        .isGreaterThanOrEqualTo(oracle.entry(slot).offset());
            }
            assertThat(index.offsetFor(-1)).isEqualTo(baseOffset);
        }
    }

    @Test
    void findsTheSameAbortedTransactionsOfEveryRange() throws IOException {
        PartitionDirectory directory = GoldenSegments.directory("transactions");
        long endOffset = OracleLog.endOffset(directory.path());
        for (long start = 0; start < endOffset; start += 3) {
            for (long end = start + 1; end <= endOffset; end += 7) {
                List<AbortedTransaction> found = directory.abortedTransactions(new OffsetRange(start, end));
                assertThat(found).as("[%s, %s)", start, end).isEqualTo(search(start, end));
            }
        }
    }

    private List<AbortedTransaction> search(long startOffset, long endOffset) throws IOException {
        List<AbortedTransaction> found = new ArrayList<>();
        List<Path> segments = GoldenSegments.segmentFiles("transactions");
        for (int index = 0; index < segments.size(); index++) {
            boolean before = index + 1 < segments.size() && baseOffset(segments.get(index + 1)) <= startOffset;
            Path file = sibling(segments.get(index), LogFileName.TRANSACTION_INDEX);
            if (before || !Files.exists(file)) {
                continue;
            }
            try (TransactionIndex oracle = new TransactionIndex(0, copy(file))) {
                TxnIndexSearchResult result = oracle.collectAbortedTxns(startOffset, endOffset);
                result.abortedTransactions()
                        .forEach(entry -> found.add(new AbortedTransaction(
                                entry.producerId(),
                                entry.firstOffset(),
                                entry.lastOffset(),
                                entry.lastStableOffset())));
                if (result.isComplete()) {
                    break;
                }
            }
        }
        return found;
    }

    private java.io.File copy(Path file) throws IOException {
        Path target = copies.resolve(String.valueOf(file.getFileName()));
        return Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING).toFile();
    }

    private static long baseOffset(Path segment) {
        return LogFileName.baseOffset(String.valueOf(segment.getFileName()));
    }

    private static Path sibling(Path segment, String suffix) {
        return segment.resolveSibling(LogFileName.of(baseOffset(segment), suffix));
    }
}
