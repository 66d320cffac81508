/**
 * Kaspar, what people use instead of it, and what the machine can do, over the same topics, by turns in one run.
 *
 * <p>May import everything; nothing but {@code far}, {@code interference} and {@code jmh} imports it.
 */
@NullMarked
package io.kaspar.bench;

import org.jspecify.annotations.NullMarked;
