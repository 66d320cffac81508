package io.kaspar.reader.scan;

import io.kaspar.reader.record.RecordBlock;
import java.util.Queue;

/**
 * The last offsets of a share of the keys, found in one round over all records. When they take too much of the heap the share is
 * halved, and the other half is left for a later round. Not thread-safe.
 */
final class KeyRound {
    private final KeyHash keyHash;
    private final long tableBytes;
    private final Queue<KeyShare> later;
    private KeyShare share;
    private LastOffsets table = new LastOffsets();

    /**
     * @param tableBytes what keys may take of the heap, and half of that beside it for a moment
     * @param share which keys
     * @param later takes those that there is no room for
     */
    KeyRound(KeyHash keyHash, long tableBytes, KeyShare share, Queue<KeyShare> later) {
        this.keyHash = keyHash;
        this.tableBytes = tableBytes;
        this.share = share;
        this.later = later;
    }

    /** Forgets all records: they come again. */
    void restart() {
        table = new LastOffsets();
    }

    /** Takes the next record. It has a key, if what it does is about that. */
    void add(RecordBlock records, int row, KeyEffect effect) {
        switch (effect) {
            case NONE -> {}
            case CLEARS -> table = new LastOffsets();
            case REPLACES, REMOVES -> change(records, row, effect);
        }
    }

    private void change(RecordBlock records, int row, KeyEffect effect) {
        byte[] bytes = records.bytes();
        int position = records.keyPositions()[row];
        int length = records.keyLengths()[row];
        int hash = keyHash.of(bytes, position, length);
        if (!share.has(hash)) {
            return;
        }
        if (effect == KeyEffect.REMOVES) {
            table.remove(bytes, position, length, hash);
            return;
        }
        table.put(bytes, position, length, hash, records.offsets()[row]);
        while (table.bytes() > tableBytes && share.canBeHalved()) {
            later.add(share.otherHalf());
            share = share.half();
            table = table.only(share);
        }
    }

    /** To be called behind the last record. */
    void addTo(OffsetSet found) {
        table.addTo(found);
    }
}
