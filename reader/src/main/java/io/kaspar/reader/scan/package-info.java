/**
 * The reader's front: one partition's range in, blocks of columns out, wherever the bytes are.
 *
 * <p>May import every package of the reader and {@code schema}.
 */
@NullMarked
package io.kaspar.reader.scan;

import org.jspecify.annotations.NullMarked;
