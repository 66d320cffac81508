/**
 * Tests of {@code io.kaspar.bench.neighbour}.
 */
@NullMarked
package io.kaspar.bench.neighbour;

import org.jspecify.annotations.NullMarked;
