/**
 * Record batches from the broker, as they lie in its log, through Kafka's fetch protocol.
 *
 * <p>May import {@code reader.log}, {@code reader.bytes}, {@code reader.batch}, {@code reader.compression}, {@code
 * reader.isolation}, {@code client.broker}, {@code
 * schema.cancel}, and kafka-clients.
 */
@NullMarked
package io.kaspar.reader.fetch;

import org.jspecify.annotations.NullMarked;
