package io.kaspar.writer;

/**
 * What a task wrote so far.
 *
 * @param records that were given to the producer
 * @param bytes of their keys and values, uncompressed
 */
public record WriteCounters(long records, long bytes) {}
