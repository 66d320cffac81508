/** Tests of the far broker. */
@NullMarked
package io.kaspar.bench.far;

import org.jspecify.annotations.NullMarked;
