/**
 * Rows become records of Kafka: payloads by a topic's schemas, keys, partitions, and the producers that send them.
 *
 * <p>A task opens a {@link io.kaspar.writer.RecordSender} and gives it rows; what it has to know crosses from the driver as a
 * {@link io.kaspar.writer.WriteSpec}. See {@code docs/decisions/0026-writes.md}.
 *
 * <p>May import {@code client}, {@code schema.format}, {@code schema.raw}, {@code schema.wire}, {@code schema.resolve}, {@code schema.lease} and kafka-clients; of Spark its
 * types only.
 */
@NullMarked
package io.kaspar.writer;

import org.jspecify.annotations.NullMarked;
