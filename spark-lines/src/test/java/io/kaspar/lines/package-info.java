/**
 * The packaged jar in every line of Spark: whether it links, and what it answers.
 */
@NullMarked
package io.kaspar.lines;

import org.jspecify.annotations.NullMarked;
