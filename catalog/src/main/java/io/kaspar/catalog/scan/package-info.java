/**
 * From a table to what the tasks read, in Spark's words: pushdown, the scan, and handing columns to Spark.
 *
 * <p>May import {@code catalog.ask}, {@code catalog.plan}, {@code catalog.facts}, {@code catalog.columns}, {@code
 * catalog.options}, {@code catalog.predicate}, {@code catalog.scan.metric}, {@code catalog.stream}, {@code reader.batch}, {@code reader.scan}, {@code reader.task}, {@code
 * reader.log}, {@code reader.vector}, {@code schema.cancel}, {@code schema.raw}, {@code schema.registry}, {@code schema.resolve}, {@code schema.variant}, {@code schema.line} and Spark's connector interfaces.
 */
@NullMarked
package io.kaspar.catalog.scan;

import org.jspecify.annotations.NullMarked;
