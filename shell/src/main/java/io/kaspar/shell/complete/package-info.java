/**
 * What Tab offers at the prompt: tables, columns, words.
 *
 * <p>May import {@code shell.sql}, Spark and JLine.
 */
@NullMarked
package io.kaspar.shell.complete;

import org.jspecify.annotations.NullMarked;
