package io.kaspar.reader.fetch;

/**
 * A leader's answer about an epoch (Kafka's {@code OffsetForLeaderEpoch} request, KIP-101).
 *
 * @param epoch the one asked for, or the largest before it of which the leader has records; -1 when it has none
 * @param endOffset the first offset after its records
 */
record EpochEnd(int epoch, long endOffset) {}
