/**
 * The reader's front: a task in, blocks of columns out, wherever the bytes are.
 *
 * <p>May import every package of the reader.
 */
@NullMarked
package io.kaspar.reader.scan;

import org.jspecify.annotations.NullMarked;
