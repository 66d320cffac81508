package io.kaspar.writer.transaction;

/**
 * A transaction that waits for its end.
 *
 * @param id its transactional id
 * @param producerEpoch with {@code producerId} what tells it from others of the id
 */
record OpenTransaction(String id, long producerId, int producerEpoch) {}
