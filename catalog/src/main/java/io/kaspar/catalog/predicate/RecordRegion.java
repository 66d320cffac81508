package io.kaspar.catalog.predicate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * A set of records of one partition, told apart by offset and timestamp: at which offsets, which timestamps. Timestamps are
 * numbers in Spark's microseconds.
 *
 * @param pieces by ascending offsets, none twice; no piece is without timestamps, and neighbours differ in theirs
 */
public record RecordRegion(List<Piece> pieces) {
    public static final RecordRegion NONE = new RecordRegion(List.of());
    public static final RecordRegion ALL = ofOffsets(LongSet.ALL);

    public RecordRegion {
        pieces = List.copyOf(pieces);
    }

    /**
     * Offsets that share their timestamps.
     *
     * @param timesMicros not empty
     */
    public record Piece(LongSet.Range offsets, LongSet timesMicros) {}

    /** All records at some offsets. */
    static RecordRegion ofOffsets(LongSet offsets) {
        return new RecordRegion(offsets.ranges().stream()
                .map(range -> new Piece(range, LongSet.ALL))
                .toList());
    }

    /** All records of some timestamps. */
    static RecordRegion ofTimes(LongSet timesMicros) {
        return timesMicros.isEmpty()
                ? NONE
                : new RecordRegion(List.of(new Piece(new LongSet.Range(Long.MIN_VALUE, Long.MAX_VALUE), timesMicros)));
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    public RecordRegion intersect(RecordRegion other) {
        return combine(other, LongSet::intersect);
    }

    public RecordRegion union(RecordRegion other) {
        return combine(other, LongSet::union);
    }

    RecordRegion complement() {
        return combine(NONE, (times, nothing) -> times.complement());
    }

    private RecordRegion combine(RecordRegion other, BinaryOperator<LongSet> operation) {
        List<Piece> combined = new ArrayList<>();
        Walk mine = new Walk(pieces);
        Walk theirs = new Walk(other.pieces);
        long first = Long.MIN_VALUE;
        while (true) {
            mine.moveTo(first);
            theirs.moveTo(first);
            long last = Math.min(mine.lastAlike(), theirs.lastAlike());
            append(combined, first, last, operation.apply(mine.times(), theirs.times()));
            if (last == Long.MAX_VALUE) {
                return new RecordRegion(combined);
            }
            first = last + 1;
        }
    }

    private static void append(List<Piece> pieces, long first, long last, LongSet times) {
        if (times.isEmpty()) {
            return;
        }
        Piece before = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (before != null && before.offsets.last() + 1 == first && before.timesMicros.equals(times)) {
            pieces.set(pieces.size() - 1, new Piece(new LongSet.Range(before.offsets.first(), last), times));
        } else {
            pieces.add(new Piece(new LongSet.Range(first, last), times));
        }
    }

    /** Goes through the pieces of a region offset by offset, in long strides. */
    private static final class Walk {
        private final List<Piece> pieces;
        private int index;
        private long offset;

        Walk(List<Piece> pieces) {
            this.pieces = pieces;
        }

        /** @param next no smaller than before */
        void moveTo(long next) {
            offset = next;
            while (index < pieces.size() && pieces.get(index).offsets.last() < offset) {
                index++;
            }
        }

        private boolean isInside() {
            return index < pieces.size() && pieces.get(index).offsets.first() <= offset;
        }

        LongSet times() {
            return isInside() ? pieces.get(index).timesMicros : LongSet.NONE;
        }

        /** The last offset up to which there are the same timestamps as here. */
        long lastAlike() {
            if (index == pieces.size()) {
                return Long.MAX_VALUE;
            }
            LongSet.Range offsets = pieces.get(index).offsets;
            return isInside() ? offsets.last() : offsets.first() - 1;
        }
    }
}
