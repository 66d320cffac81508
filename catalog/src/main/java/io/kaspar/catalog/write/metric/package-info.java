/**
 * What Spark's UI shows of a statement that writes: metrics that it makes by their class names, so each is public and has no
 * arguments. Spark itself adds those of these names to the output of tasks.
 *
 * <p>May import {@code writer} and Spark's metric interfaces.
 */
@NullMarked
package io.kaspar.catalog.write.metric;

import org.jspecify.annotations.NullMarked;
