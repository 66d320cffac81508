package io.kaspar.reader.directory;

import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.isolation.AbortedTransaction;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the aborted transactions of a range from the transaction indexes.
 *
 * <p>An entry lies in the segment of its abort marker, which may come after the range, so the search goes on to the end of the
 * log. An entry's last stable offset, at which brokers stop, is no reason to: where a follower copied several transactions at
 * once it is that of the last of them, and says that everything was decided while entries are still to come.
 */
final class AbortedTransactionSearch {
    private static final int MAX_TRIES = 3;

    private final PartitionDirectory directory;

    AbortedTransactionSearch(PartitionDirectory directory) {
        this.directory = directory;
    }

    List<AbortedTransaction> search(OffsetRange range) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return searchOnce(range, directory.settledListing());
            } catch (FilesChangedException e) {
                if (tries == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    private List<AbortedTransaction> searchOnce(OffsetRange range, SegmentListing listing) throws IOException {
        List<AbortedTransaction> found = new ArrayList<>();
        long firstSegment = listing.holding(range.startOffset()).orElse(0);
        for (long baseOffset : listing.transactionIndexes().tailSet(firstSegment, true)) {
            addFrom(baseOffset, range, found);
        }
        return found;
    }

    private void addFrom(long baseOffset, OffsetRange range, List<AbortedTransaction> found) throws IOException {
        try (SegmentFile file = directory.open(baseOffset, LogFileName.TRANSACTION_INDEX)) {
            TransactionIndexCursor cursor = new TransactionIndexCursor(file, baseOffset);
            while (cursor.next()) {
                AbortedTransaction entry = cursor.entry();
                if (entry.lastOffset() >= range.startOffset() && entry.firstOffset() < range.endOffset()) {
                    found.add(entry);
                }
            }
        }
    }
}
