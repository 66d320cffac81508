/**
 * Spark's lines: what newer ones have and older ones have not.
 *
 * <p>It stands in the lowest module because every module mentions types of Spark. May import nothing.
 */
@NullMarked
package io.kaspar.schema.line;

import org.jspecify.annotations.NullMarked;
