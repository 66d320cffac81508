/**
 * Kaspar, what people use instead of it, and what the machine can do, over the same topics, taking turns in one run.
 *
 * <p>May import everything; nothing but {@code neighbour} imports it.
 */
@NullMarked
package io.kaspar.bench;

import org.jspecify.annotations.NullMarked;
