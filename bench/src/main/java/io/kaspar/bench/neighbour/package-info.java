/**
 * What scans cost others: the latency of a steady producer while they run on its broker. {@code bench/neighbour} runs it.
 *
 * <p>May import Spark, Kafka's clients and {@code bench}.
 */
@NullMarked
package io.kaspar.bench.neighbour;

import org.jspecify.annotations.NullMarked;
