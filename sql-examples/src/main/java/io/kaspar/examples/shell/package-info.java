/**
 * The SQL prompt: its arguments, what it starts, and how it shows results.
 *
 * <p>May import {@code io.kaspar.examples.data}, {@code io.kaspar.embedded}, Spark and JLine.
 */
@NullMarked
package io.kaspar.examples.shell;

import org.jspecify.annotations.NullMarked;
