package io.kaspar.catalog.predicate;

/**
 * What SQL makes of a condition over records of one partition; for records in neither set it is unknown (null), and for records in both
 * sets nobody can tell without reading them.
 *
 * @param isTrue records for which it may hold
 * @param isFalse records for which it may not
 */
public record TruthRegions(RecordRegion isTrue, RecordRegion isFalse) {
    static final TruthRegions TRUE = new TruthRegions(RecordRegion.ALL, RecordRegion.NONE);
    static final TruthRegions FALSE = new TruthRegions(RecordRegion.NONE, RecordRegion.ALL);
    static final TruthRegions UNKNOWN = new TruthRegions(RecordRegion.NONE, RecordRegion.NONE);
    static final TruthRegions UNTOLD = new TruthRegions(RecordRegion.ALL, RecordRegion.ALL);

    static TruthRegions of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** True at these offsets, false at all others. */
    static TruthRegions exactlyAt(LongSet offsets) {
        return new TruthRegions(RecordRegion.ofOffsets(offsets), RecordRegion.ofOffsets(offsets.complement()));
    }

    /** True for these timestamps, false for all others. */
    static TruthRegions exactlyAtTimes(LongSet timesMicros) {
        return new TruthRegions(RecordRegion.ofTimes(timesMicros), RecordRegion.ofTimes(timesMicros.complement()));
    }

    TruthRegions and(TruthRegions other) {
        return new TruthRegions(isTrue.intersect(other.isTrue), isFalse.union(other.isFalse));
    }

    TruthRegions or(TruthRegions other) {
        return new TruthRegions(isTrue.union(other.isTrue), isFalse.intersect(other.isFalse));
    }

    TruthRegions not() {
        return new TruthRegions(/* isTrue= */ isFalse, /* isFalse= */ isTrue);
    }

    /** The same where it is true, unknown where it is false. */
    TruthRegions trueOrUnknown() {
        return new TruthRegions(isTrue, RecordRegion.NONE);
    }
}
