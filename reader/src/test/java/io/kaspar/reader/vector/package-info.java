/** Tests of vectors. */
@NullMarked
package io.kaspar.reader.vector;

import org.jspecify.annotations.NullMarked;
