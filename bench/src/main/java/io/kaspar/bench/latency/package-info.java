/**
 * How long it takes from a producer to a stream's rows. {@code bench/latency} runs it.
 *
 * <p>May import Spark, Kafka's clients, {@code samples}, {@code bench}, {@code bench.child} and {@code bench.data}.
 */
@NullMarked
package io.kaspar.bench.latency;

import org.jspecify.annotations.NullMarked;
