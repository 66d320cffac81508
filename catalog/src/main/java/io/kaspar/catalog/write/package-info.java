/**
 * From a statement that writes to the tasks that send its rows, in Spark's words. Which rows become which records is decided on the
 * driver, and what cannot be is refused there; see {@code docs/decisions/0026-writes.md}.
 *
 * <p>May import {@code catalog.ask}, {@code catalog.columns}, {@code catalog.error}, {@code catalog.facts}, {@code
 * catalog.options}, {@code catalog.write.metric}, {@code reader.task}, {@code schema.format}, {@code schema.lease}, {@code schema.line}, {@code schema.raw}, {@code schema.registry}, {@code schema.resolve}, {@code writer}, {@code writer.transaction} and Spark's connector
 * interfaces.
 */
@NullMarked
package io.kaspar.catalog.write;

import org.jspecify.annotations.NullMarked;
