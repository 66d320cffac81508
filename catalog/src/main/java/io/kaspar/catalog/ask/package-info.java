/**
 * Asks what a query has to know before it is planned, once per execution: Kafka for offsets and places, Spark for its executors, DNS
 * for their addresses. Nothing is locked while somebody outside is asked.
 *
 * <p>May import {@code catalog.facts}, {@code catalog.plan}, {@code catalog.options}, {@code reader.log}, {@code reader.task},
 * and those whom it asks: {@code catalog.cluster}, {@code catalog.locality} and Spark's session and tracker of an execution.
 */
@NullMarked
package io.kaspar.catalog.ask;

import org.jspecify.annotations.NullMarked;
