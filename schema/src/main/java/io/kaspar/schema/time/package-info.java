/**
 * Dates and times in text, read without an object each.
 *
 * <p>Source: ISO 8601, and what Spark takes besides. May import the JDK only.
 */
@NullMarked
package io.kaspar.schema.time;

import org.jspecify.annotations.NullMarked;
