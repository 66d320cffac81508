/**
 * Kafka brokers and a Schema Registry as child processes, for a first try, demonstrations and tests.
 *
 * <p>May import the JDK and Kafka; no other room of Kaspar.
 */
@NullMarked
package io.kaspar.embedded;

import org.jspecify.annotations.NullMarked;
