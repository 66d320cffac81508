/**
 * Columns of a scan's output, and what fills them from a block of records.
 *
 * <p>May import {@code reader.task}, {@code reader.record}, {@code reader.batch}, {@code reader.vector} and {@code schema}.
 */
@NullMarked
package io.kaspar.reader.column;

import org.jspecify.annotations.NullMarked;
