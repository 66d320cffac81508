/**
 * Tables of what Kafka knows of topics and of itself: one class a table, which asks and makes the rows.
 *
 * <p>{@link io.kaspar.catalog.metadata.TopicMetadata} has those of a topic, {@link io.kaspar.catalog.metadata.ClusterMetadata} those of
 * the cluster. Rows are asked for when a query is planned, by the driver, and only what the query names is asked.
 *
 * <p>May import {@code catalog.ask}, {@code catalog.cluster}, {@code catalog.cluster.state}, {@code catalog.facts}, {@code schema.format}, {@code schema.registry} and Spark's connector interfaces.
 */
@NullMarked
package io.kaspar.catalog.metadata;

import org.jspecify.annotations.NullMarked;
