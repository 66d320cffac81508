/**
 * Brokers and Spark workers side by side on one machine, as processes of their own, for a person to play with.
 *
 * <p>May import {@code embedded}, {@code samples.shop} and {@code shell}.
 */
@NullMarked
package io.kaspar.shell.cluster;

import org.jspecify.annotations.NullMarked;
