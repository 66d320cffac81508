/**
 * Conditions on partition, offset and timestamp, evaluated for all records of a partition at once, as SQL would.
 *
 * <p>May import {@code reader.task} for the names of hidden columns, and Spark's predicates.
 */
@NullMarked
package io.kaspar.catalog.predicate;

import org.jspecify.annotations.NullMarked;
