/**
 * Where examples run: a cluster of their own, the one of kaspar-cluster, or somebody's; and a session on it.
 *
 * <p>May import {@code embedded}, {@code shell.cluster}, Kafka's client and Spark.
 */
@NullMarked
package io.kaspar.examples.run;

import org.jspecify.annotations.NullMarked;
