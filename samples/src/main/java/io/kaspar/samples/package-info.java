/**
 * Topics whose records follow from their number: schemas into a registry, records into a cluster.
 *
 * <p>May import Kafka's client, Avro and Jackson.
 */
@NullMarked
package io.kaspar.samples;

import org.jspecify.annotations.NullMarked;
