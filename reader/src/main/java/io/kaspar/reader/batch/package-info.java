/**
 * Kafka's record batch, format v2: its layout, a view of its header, its checksum and its compression.
 *
 * <p>May import {@code reader.bytes} and Kafka's compression classes.
 */
@NullMarked
package io.kaspar.reader.batch;

import org.jspecify.annotations.NullMarked;
