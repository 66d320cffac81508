/**
 * Tests of {@code io.kaspar.bench.memory}.
 */
@NullMarked
package io.kaspar.bench.memory;

import org.jspecify.annotations.NullMarked;
