package io.kaspar.catalog.predicate;

import org.jspecify.annotations.Nullable;

/** A side of a comparison: within one partition everything is a number or null, but for offset and timestamp. */
sealed interface Operand {

    /** The partition's number. */
    record PartitionNumber() implements Operand {}

    /** The record's offset. */
    record RecordOffset() implements Operand {}

    /** The record's timestamp in microseconds. */
    record RecordTime() implements Operand {}

    /** A literal; null is SQL's. */
    record Constant(@Nullable Long value) implements Operand {}

    /** What it is within a partition. */
    default Operand within(int partition) {
        return this instanceof PartitionNumber ? new Constant((long) partition) : this;
    }

    /** For which records this side is one of these numbers, and for which it is not. */
    default TruthRegions among(LongSet numbers) {
        if (this instanceof RecordOffset) {
            return TruthRegions.exactlyAt(numbers);
        }
        if (this instanceof RecordTime) {
            return TruthRegions.exactlyAtTimes(numbers);
        }
        Long number = this instanceof Constant constant ? constant.value() : null;
        return number == null ? TruthRegions.UNKNOWN : TruthRegions.of(numbers.contains(number));
    }
}
