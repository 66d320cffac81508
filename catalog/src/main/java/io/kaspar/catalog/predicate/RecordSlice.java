package io.kaspar.catalog.predicate;

/** Records that are alike to a condition, but for their offsets and timestamps. */
public record RecordSlice(int partition, RecordKey key) {}
