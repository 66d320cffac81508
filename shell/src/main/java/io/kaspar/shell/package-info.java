/**
 * The SQL prompt: its arguments, what it starts, and how it shows results.
 *
 * <p>May import {@code samples.shop}, {@code embedded}, {@code catalog.options}, {@code catalog.scan.metric}, {@code shell.sql}, {@code shell.complete}, Spark and JLine.
 */
@NullMarked
package io.kaspar.shell;

import org.jspecify.annotations.NullMarked;
