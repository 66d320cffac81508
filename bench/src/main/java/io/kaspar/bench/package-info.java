/**
 * Kaspar and what people use instead of it, over the same topic, taking turns in one run.
 *
 * <p>May import everything; nothing imports it.
 */
@NullMarked
package io.kaspar.bench;

import org.jspecify.annotations.NullMarked;
