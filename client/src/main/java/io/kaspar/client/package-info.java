/**
 * Makes Kafka's settings, and the classes that they name, work for the Kafka client at hand.
 *
 * <p>In the jar that users add to Spark, kafka-clients lies in another package ({@code docs/decisions/0005-raw-fetch.md}). Every
 * Kafka client of Kaspar is created with the settings that {@link
 * io.kaspar.client.KafkaClientSettings} gives, and inside the class loader of a {@link io.kaspar.client.ClientKey}.
 *
 * <p>May import kafka-clients, and the ASM that Spark ships; nothing of Kaspar.
 */
@NullMarked
package io.kaspar.client;

import org.jspecify.annotations.NullMarked;
