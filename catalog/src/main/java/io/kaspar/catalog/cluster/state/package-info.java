/**
 * What Kafka tells of its own state, for who looks into it: partitions, groups, producers, transactions, settings, brokers, permissions.
 * Asked anew each time; nothing is remembered, and nothing changed.
 *
 * <p>May import {@code catalog.cluster}, {@code catalog.facts} and kafka-clients; nothing of Spark.
 */
@NullMarked
package io.kaspar.catalog.cluster.state;

import org.jspecify.annotations.NullMarked;
