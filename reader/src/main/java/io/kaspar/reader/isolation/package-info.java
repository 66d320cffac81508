/**
 * Which record batches a reader of committed records may see.
 *
 * <p>May import {@code reader.bytes}, {@code reader.batch} and {@code reader.record}.
 */
@NullMarked
package io.kaspar.reader.isolation;

import org.jspecify.annotations.NullMarked;
