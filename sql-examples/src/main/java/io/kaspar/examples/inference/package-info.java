/**
 * A model between two topics: features come in as JSON, and what the model says of them goes out.
 *
 * <p>May import {@code examples.run}, Kafka's client, Jackson and Spark with its machine learning.
 */
@NullMarked
package io.kaspar.examples.inference;

import org.jspecify.annotations.NullMarked;
