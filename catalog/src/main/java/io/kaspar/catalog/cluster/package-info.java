/**
 * What the driver asks a Kafka cluster: topics, where their replicas lie, offsets, permissions; nothing is ever changed.
 *
 * <p>May import {@code catalog.facts}, {@code catalog.options}, the reader's records and Kafka's Admin client; nothing of Spark.
 */
@NullMarked
package io.kaspar.catalog.cluster;

import org.jspecify.annotations.NullMarked;
