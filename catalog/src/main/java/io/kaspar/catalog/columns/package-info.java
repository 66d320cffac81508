/**
 * What a topic looks like as a table: the fields of its values, and Kafka's facts as hidden columns.
 *
 * <p>May import {@code catalog.error}, {@code reader.task}, {@code schema.format}, {@code schema.resolve}, {@code schema.variant} and Spark's types and columns.
 */
@NullMarked
package io.kaspar.catalog.columns;

import org.jspecify.annotations.NullMarked;
