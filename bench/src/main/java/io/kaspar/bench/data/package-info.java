/**
 * The topics of the benchmark: records made from their number alone, and their way into a cluster.
 *
 * <p>May import {@code samples} and Kafka's clients; no other package of the benchmark.
 */
@NullMarked
package io.kaspar.bench.data;

import org.jspecify.annotations.NullMarked;
