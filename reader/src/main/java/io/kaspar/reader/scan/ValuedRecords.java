package io.kaspar.reader.scan;

import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.record.RecordBlock;
import java.io.IOException;

/** Records with a value: tombstones are no rows. Not thread-safe. */
final class ValuedRecords implements RowRecords {
    private final RowRecords records;

    /** @param records closed with this */
    ValuedRecords(RowRecords records) {
        this.records = records;
    }

    @Override
    public boolean read(RecordBlock block) throws IOException {
        int rowsBefore = block.size();
        boolean hasMore = records.read(block);
        boolean[] unwanted = new boolean[block.size()];
        boolean hasUnwanted = false;
        for (int row = rowsBefore; row < unwanted.length; row++) {
            unwanted[row] = block.valueLengths()[row] < 0;
            hasUnwanted |= unwanted[row];
        }
        if (hasUnwanted) {
            block.remove(unwanted);
        }
        return hasMore;
    }

    /** Headers of record batches do not tell how many have a value. */
    @Override
    public boolean canCount() {
        return false;
    }

    @Override
    public int nextCount(RecordBlock scratch) {
        throw new IllegalStateException("records without value are not counted by headers");
    }

    @Override
    public void handOver() {
        records.handOver();
    }

    @Override
    public void takeBack(TransactionMismatchException fault) throws IOException {
        records.takeBack(fault);
    }

    @Override
    public long nextOffset() {
        return records.nextOffset();
    }

    @Override
    public void requireCommitted() throws IOException {
        records.requireCommitted();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
