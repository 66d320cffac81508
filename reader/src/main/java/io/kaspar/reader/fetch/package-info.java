/**
 * Record batches from the broker, as they lie in its log, through Kafka's fetch protocol; and what makes Kafka's settings work
 * for the Kafka client at hand.
 *
 * <p>In the jar that users add to Spark, kafka-clients lies in another package ({@code docs/decisions/0005-raw-fetch.md}). All
 * Kafka clients are created with the settings and inside the class loader that {@link
 * io.kaspar.reader.fetch.KafkaClientSettings} gives.
 *
 * <p>May import {@code reader.log}, {@code reader.bytes}, {@code reader.batch}, {@code reader.compression}, {@code
 * reader.isolation}, kafka-clients, and the ASM that Spark ships.
 */
@NullMarked
package io.kaspar.reader.fetch;

import org.jspecify.annotations.NullMarked;
