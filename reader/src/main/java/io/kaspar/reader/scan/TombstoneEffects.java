package io.kaspar.reader.scan;

import io.kaspar.reader.record.RecordBlock;

/** What compaction goes by: a record without value removes its key, any other replaces the one before. */
final class TombstoneEffects implements KeyEffects {
    private int[] valueLengths = {};

    @Override
    public void look(RecordBlock records) {
        valueLengths = records.valueLengths();
    }

    @Override
    public KeyEffect of(int row) {
        return valueLengths[row] < 0 ? KeyEffect.REMOVES : KeyEffect.REPLACES;
    }

    @Override
    public void close() {}
}
