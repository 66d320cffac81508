/**
 * The compressed records of a record batch, decompressed.
 *
 * <p>May import {@code reader.bytes}, {@code reader.batch} and Kafka's compression classes.
 */
@NullMarked
package io.kaspar.reader.compression;

import org.jspecify.annotations.NullMarked;
