package io.kaspar.catalog.procedure;

import io.kaspar.schema.line.SinceSpark;

/**
 * How the keys of some records lie, compared with a partitioner.
 *
 * @param records all, with a key or without
 * @param keys those with a key
 * @param elsewhere those whose key it would put into another partition
 * @param partition of the first of these; {@link Long#MAX_VALUE} when there is none
 * @param offset of that one
 * @param place the partition where it would be
 */
@SinceSpark("4.0")
record KeyTally(long records, long keys, long elsewhere, long partition, long offset, long place) {
    static final KeyTally NOTHING = new KeyTally(0, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE, 0);

    static KeyTally ofNumbers(long[] numbers) {
        return new KeyTally(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }

    long[] numbers() {
        return new long[] {records, keys, elsewhere, partition, offset, place};
    }

    static KeyTally ofRecordWithoutKey() {
        return new KeyTally(1, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE, 0);
    }

    static KeyTally ofKeyInPlace() {
        return new KeyTally(1, 1, 0, Long.MAX_VALUE, Long.MAX_VALUE, 0);
    }

    static KeyTally ofKeyElsewhere(int partition, long offset, int place) {
        return new KeyTally(1, 1, 1, partition, offset, place);
    }

    /** Of both. */
    KeyTally plus(KeyTally other) {
        boolean isFirst = partition < other.partition || (partition == other.partition && offset <= other.offset);
        KeyTally first = isFirst ? this : other;
        return new KeyTally(
                records + other.records,
                keys + other.keys,
                elsewhere + other.elsewhere,
                first.partition,
                first.offset,
                first.place);
    }
}
