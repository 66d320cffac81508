/**
 * Microbenchmarks of the parts that a scan is made of, so that a regression can be found: what a record costs in the walk
 * over record batches, in each codec, and in the decoder. {@code bench/jmh} runs them.
 *
 * <p>May import JMH, Jackson, Kafka's clients, {@code bench}, {@code bench.data} and what it measures: {@code reader} and {@code schema}.
 */
@NullMarked
package io.kaspar.bench.jmh;

import org.jspecify.annotations.NullMarked;
