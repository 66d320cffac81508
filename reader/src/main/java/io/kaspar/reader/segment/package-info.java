/**
 * A partition's directory on a broker's disk: segment files, their indexes, and the files that say whose they are.
 *
 * <p>May import {@code reader.bytes}, {@code reader.batch} and {@code reader.isolation}.
 */
@NullMarked
package io.kaspar.reader.segment;

import org.jspecify.annotations.NullMarked;
