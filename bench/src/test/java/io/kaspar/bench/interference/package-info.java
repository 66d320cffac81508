/**
 * Tests of {@code io.kaspar.bench.interference}.
 */
@NullMarked
package io.kaspar.bench.interference;

import org.jspecify.annotations.NullMarked;
