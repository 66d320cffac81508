/**
 * What the driver asks a Kafka cluster: topics, where their replicas lie, offsets, permissions; nothing is ever changed.
 *
 * <p>May import {@code catalog.facts}, {@code catalog.options}, {@code reader.log}, {@code reader.task}, {@code client}, {@code
 * client.broker}, {@code schema.lease} and kafka-clients; nothing of Spark.
 */
@NullMarked
package io.kaspar.catalog.cluster;

import org.jspecify.annotations.NullMarked;
