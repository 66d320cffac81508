package io.kaspar.bench.latency;

import io.kaspar.bench.BatchTimes;

/**
 * What was measured of one contender.
 *
 * @param latencies from the moment an order was to be sent to its row
 * @param batches micro-batches with orders
 * @param idleMs from one trigger that finds nothing to the next one
 */
record StreamLatency(String contender, Latencies latencies, BatchTimes batches, double idleMs) {}
