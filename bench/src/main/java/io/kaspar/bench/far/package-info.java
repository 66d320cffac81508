/**
 * Scans of a broker that is far away: everything to and from it passes a link that delays.
 *
 * <p>May import Spark, {@code embedded}, {@code bench} and {@code bench.data}.
 */
@NullMarked
package io.kaspar.bench.far;

import org.jspecify.annotations.NullMarked;
