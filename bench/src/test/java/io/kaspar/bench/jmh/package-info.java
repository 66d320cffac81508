/**
 * Tests of {@code io.kaspar.bench.jmh}.
 */
@NullMarked
package io.kaspar.bench.jmh;

import org.jspecify.annotations.NullMarked;
