/**
 * What scans cost others: the latency of a steady producer while they run on its broker. {@code bench/interference} runs it.
 *
 * <p>May import Spark, Kafka's clients and {@code bench} and {@code bench.latency}.
 */
@NullMarked
package io.kaspar.bench.interference;

import org.jspecify.annotations.NullMarked;
