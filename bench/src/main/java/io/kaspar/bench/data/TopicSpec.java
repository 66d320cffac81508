package io.kaspar.bench.data;

/**
 * A topic that a workload reads.
 *
 * @param purpose sets topics apart that are alike otherwise; may be empty
 * @param firstNumber the number of the first record
 * @param timestamps how many records lie between the first timestamp and the end of {@link Orders#SPAN_MS}
 */
public record TopicSpec(
        RecordShape shape,
        String purpose,
        long firstNumber,
        long recordCount,
        int partitionCount,
        Codec codec,
        RecordBatchSize batchSize,
        Orders timestamps) {

    /** A topic with all records there are, as producers write it that were told nothing but the codec. */
    public static TopicSpec of(RecordShape shape, long recordCount, int partitionCount, Codec codec) {
        Orders timestamps = new Orders(recordCount, 1, 0);
        return new TopicSpec(
                shape, "", 0, recordCount, partitionCount, codec, RecordBatchSize.PRODUCER_DEFAULT, timestamps);
    }

    public TopicSpec withPurpose(String other) {
        return new TopicSpec(shape, other, firstNumber, recordCount, partitionCount, codec, batchSize, timestamps);
    }

    public TopicSpec withBatchSize(RecordBatchSize other) {
        return new TopicSpec(shape, purpose, firstNumber, recordCount, partitionCount, codec, other, timestamps);
    }

    public TopicSpec withPartitionCount(int other) {
        return new TopicSpec(shape, purpose, firstNumber, recordCount, other, codec, batchSize, timestamps);
    }

    /** The first of the records that have the same timestamp as this one. */
    public long firstOfTheSameTime(long number) {
        long first = number;
        while (first > firstNumber && timestampMs(first - 1) == timestampMs(number)) {
            first--;
        }
        return first;
    }

    /** The same records without the ones before a number, in a topic of their own. */
    public TopicSpec from(long number) {
        return new TopicSpec(
                shape,
                "tail",
                number,
                recordCount - (number - firstNumber),
                partitionCount,
                codec,
                batchSize,
                timestamps);
    }

    /** A topic's name tells all that is in it, so that one that is there can be used again. */
    public String topic() {
        return String.join(
                "_",
                shape.name() + purpose,
                codec.label() + batchSize.suffix(),
                Long.toString(recordCount),
                Integer.toString(partitionCount));
    }

    /** The timestamp of a record. */
    public long timestampMs(long number) {
        return timestamps.createdAtMs(number);
    }
}
