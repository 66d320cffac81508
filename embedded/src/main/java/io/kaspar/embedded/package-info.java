/**
 * Kafka brokers, a Schema Registry and a standalone Spark as child processes, for a first try, demonstrations and tests.
 *
 * <p>May import the JDK and Kafka; no other room of Kaspar, and not Spark, which it only starts.
 */
@NullMarked
package io.kaspar.embedded;

import org.jspecify.annotations.NullMarked;
