/**
 * Spark column vectors that decoded values are put into.
 *
 * <p>The only package of the reader that makes Spark's vectors. May import {@code reader.bytes}, {@code reader.record},
 * {@code schema.format}, {@code schema.line}, {@code schema.resolve} and {@code schema.variant}.
 */
@NullMarked
package io.kaspar.reader.vector;

import org.jspecify.annotations.NullMarked;
