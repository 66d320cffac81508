package io.kaspar.soak;

import io.kaspar.reader.log.OffsetRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a consumer saw of one partition. Thread-safe. */
final class PartitionLedger {
    /** Scans are not as long as it takes to cut a log this often. */
    private static final int MOST_LINEAGES = 6;

    private final boolean remembersKeys;
    private final Map<Long, Long> lastOffsetOfKey = new HashMap<>();
    private final List<View> cut = new ArrayList<>();
    private final List<OffsetRange> unseen = new ArrayList<>();
    private Lineage records = new Lineage();
    private long position;
    private long forgottenBefore;

    PartitionLedger(boolean remembersKeys) {
        this.remembersKeys = remembersKeys;
    }

    /**
     * The partition as it was seen, or as it was before a truncation.
     *
     * @param position what is at or after it has not been seen
     * @param forgottenBefore what is before it is no longer known
     * @param unseen what was gone before it was seen
     */
    record View(Lineage records, long position, long forgottenBefore, List<OffsetRange> unseen) {
        private View part(OffsetRange range) {
            return new View(
                    records.part(records.indexOf(range.startOffset()), records.indexOf(range.endOffset())),
                    position,
                    forgottenBefore,
                    unseen);
        }

        boolean knows(long offset) {
            return offset >= forgottenBefore
                    && offset < position
                    && unseen.stream().noneMatch(range -> offset >= range.startOffset() && offset < range.endOffset());
        }
    }

    /** Writes a record down, unless that has been done. */
    synchronized void add(SeenRecord seen) {
        if (seen.offset() < position) {
            return;
        }
        records.add(seen);
        position = seen.offset() + 1;
        if (remembersKeys) {
            lastOffsetOfKey.merge(seen.keyHash(), seen.offset(), Math::max);
        }
    }

    /** The consumer has seen everything before this offset. */
    synchronized void reached(long offset) {
        position = Math.max(position, offset);
    }

    /** The log starts here now, and the consumer had not come so far. */
    synchronized void skipTo(long offset) {
        if (offset > position) {
            unseen.add(new OffsetRange(position, offset));
            position = offset;
        }
    }

    /** The log was cut here: what the consumer saw behind it is no part of it any more. */
    synchronized void cutAt(long offset) {
        cut.add(view()); // what stays gets a lineage of its own below
        if (cut.size() > MOST_LINEAGES) {
            cut.remove(0);
        }
        records = records.before(offset);
        position = Math.min(position, offset);
    }

    /** Lets go of what no scan can ask for any more. */
    synchronized void forgetBefore(long offset) {
        records = records.from(offset);
        forgottenBefore = Math.max(forgottenBefore, Math.min(offset, position));
    }

    synchronized long position() {
        return position;
    }

    synchronized int size() {
        return records.size();
    }

    /** The epoch of the last record, -1 when there is none. */
    synchronized int lastEpoch() {
        return records.size() == 0 ? -1 : records.get(records.size() - 1).epoch();
    }

    /** A range of the partition as it is now, then as it was before each truncation. */
    synchronized List<View> views(OffsetRange range) {
        List<View> views = new ArrayList<>();
        views.add(view().part(range));
        cut.forEach(view -> views.add(view.part(range)));
        return views;
    }

    /** Whether records go away when others with their keys come. */
    boolean isCompacted() {
        return remembersKeys;
    }

    /** Whether compaction may have removed the record: a later one has its key, or it is a tombstone. */
    synchronized boolean mayBeCompacted(SeenRecord seen) {
        return remembersKeys
                && (seen.isTombstone() || lastOffsetOfKey.getOrDefault(seen.keyHash(), -1L) > seen.offset());
    }

    private View view() {
        return new View(records, position, forgottenBefore, List.copyOf(unseen));
    }
}
