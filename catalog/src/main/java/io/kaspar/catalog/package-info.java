/**
 * Kafka topics as Spark's catalog: names, tables, columns, properties.
 *
 * <p>The top of the house: may import everything below it, and Spark.
 */
@NullMarked
package io.kaspar.catalog;

import org.jspecify.annotations.NullMarked;
