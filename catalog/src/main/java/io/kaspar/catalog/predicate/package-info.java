/**
 * Conditions on partition, key, offset and timestamp, evaluated for all records of a partition at once, as SQL would.
 *
 * <p>May import {@code reader.task} for the names of hidden columns, {@code schema.raw} and {@code schema.resolve} for what keys are, and Spark's predicates.
 */
@NullMarked
package io.kaspar.catalog.predicate;

import org.jspecify.annotations.NullMarked;
