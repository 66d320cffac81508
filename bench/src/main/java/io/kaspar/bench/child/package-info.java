/**
 * Main classes of the benchmark in processes of their own.
 *
 * <p>May import {@code embedded}.
 */
@NullMarked
package io.kaspar.bench.child;

import org.jspecify.annotations.NullMarked;
