/**
 * JSON events of a plain producer, read with types and without a registry.
 *
 * <p>May import {@code examples.run}, Kafka's client, Jackson and Spark.
 */
@NullMarked
package io.kaspar.examples.json;

import org.jspecify.annotations.NullMarked;
