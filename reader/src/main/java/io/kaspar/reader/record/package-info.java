/**
 * Records inside a record batch: key, value and headers as slices of one buffer.
 *
 * <p>May import {@code reader.bytes} and {@code reader.batch}.
 */
@NullMarked
package io.kaspar.reader.record;

import org.jspecify.annotations.NullMarked;
