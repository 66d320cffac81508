/**
 * From a table to what the tasks read: pushdown, planning, and handing columns to Spark.
 *
 * <p>May import {@code catalog.options}, {@code catalog.cluster}, {@code catalog.locality}, {@code catalog.predicate}, {@code catalog.survey}, {@code catalog.scan.metric}, the reader's front, and Spark's connector interfaces.
 */
@NullMarked
package io.kaspar.catalog.scan;

import org.jspecify.annotations.NullMarked;
