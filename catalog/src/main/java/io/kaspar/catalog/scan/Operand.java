package io.kaspar.catalog.scan;

import org.jspecify.annotations.Nullable;

/** A side of a comparison: within one partition everything is a number or null, but for the offset. */
sealed interface Operand {

    /** The partition's number. */
    record PartitionNumber() implements Operand {}

    /** The record's offset. */
    record RecordOffset() implements Operand {}

    /** A literal; null is SQL's. */
    record Constant(@Nullable Long value) implements Operand {}

    /** What it is within a partition: a constant, or the offset. */
    default Operand within(int partition) {
        return this instanceof PartitionNumber ? new Constant((long) partition) : this;
    }
}
