package io.kaspar.catalog.predicate;

/**
 * What SQL makes of a condition over the records of one partition; for records in neither set it is unknown (null).
 *
 * @param isTrue records for which it holds
 * @param isFalse records for which it does not
 */
public record Truth(Region isTrue, Region isFalse) {
    static final Truth TRUE = new Truth(Region.ALL, Region.NONE);
    static final Truth FALSE = new Truth(Region.NONE, Region.ALL);
    static final Truth UNKNOWN = new Truth(Region.NONE, Region.NONE);

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** True at these offsets, false at all others. */
    static Truth exactlyAt(LongSet offsets) {
        return new Truth(Region.ofOffsets(offsets), Region.ofOffsets(offsets.complement()));
    }

    /** True for these timestamps, false for all others. */
    static Truth exactlyAtTimes(LongSet timesMicros) {
        return new Truth(Region.ofTimes(timesMicros), Region.ofTimes(timesMicros.complement()));
    }

    Truth and(Truth other) {
        return new Truth(isTrue.intersect(other.isTrue), isFalse.union(other.isFalse));
    }

    Truth or(Truth other) {
        return new Truth(isTrue.union(other.isTrue), isFalse.intersect(other.isFalse));
    }

    Truth not() {
        return new Truth(/* isTrue= */ isFalse, /* isFalse= */ isTrue);
    }

    /** The same where it is true, unknown where it is false. */
    Truth trueOrUnknown() {
        return new Truth(isTrue, Region.NONE);
    }
}
