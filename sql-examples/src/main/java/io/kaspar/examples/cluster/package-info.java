/**
 * Brokers and Spark workers side by side on one machine, as processes of their own, for a person to play with.
 *
 * <p>May import {@code embedded}, {@code examples.data} and {@code examples.shell}.
 */
@NullMarked
package io.kaspar.examples.cluster;

import org.jspecify.annotations.NullMarked;
