/**
 * Record batches from the broker, as they lie in its log, through Kafka's fetch protocol.
 *
 * <p>May import {@code reader.bytes}, {@code reader.batch}, {@code reader.isolation} and kafka-clients.
 */
@NullMarked
package io.kaspar.reader.fetch;

import org.jspecify.annotations.NullMarked;
