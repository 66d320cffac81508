/**
 * Dates and times in text: read without an object each, and written.
 *
 * <p>Source: ISO 8601, and what Spark takes besides. May import {@code schema.format}.
 */
@NullMarked
package io.kaspar.schema.time;

import org.jspecify.annotations.NullMarked;
