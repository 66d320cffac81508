/**
 * Which record batches a reader of committed records may see.
 *
 * <p>May import {@code reader.bytes} and {@code reader.batch}.
 */
@NullMarked
package io.kaspar.reader.isolation;

import org.jspecify.annotations.NullMarked;
