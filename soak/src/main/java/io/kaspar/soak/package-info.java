/**
 * Scans beside everything that can happen to a cluster, each compared with what Kafka's own consumer saw. {@code bench/soak}
 * runs it.
 *
 * <p>May import the JDK, Kafka's clients, Spark, {@code io.kaspar.embedded} and the scan metrics' classes.
 */
@NullMarked
package io.kaspar.soak;

import org.jspecify.annotations.NullMarked;
