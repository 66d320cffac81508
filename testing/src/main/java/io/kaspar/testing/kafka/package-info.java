/**
 * A real Kafka cluster in this process for tests, and short ways to write to it and read from it with Kafka's own clients.
 *
 * <p>May import Kafka, and {@code embedded} for what clusters in this process and in others have in common.
 */
@NullMarked
package io.kaspar.testing.kafka;

import org.jspecify.annotations.NullMarked;
