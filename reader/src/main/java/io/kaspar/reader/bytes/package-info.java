/**
 * Bytes of files and buffers: positional reads, varints, and the error that names where bytes are wrong.
 *
 * <p>May import the JDK only.
 */
@NullMarked
package io.kaspar.reader.bytes;

import org.jspecify.annotations.NullMarked;
