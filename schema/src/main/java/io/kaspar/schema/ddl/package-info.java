/**
 * Columns as Spark writes them in {@code CREATE TABLE}.
 *
 * <p>May import {@code schema.format} and {@code org.apache.spark.sql.types}.
 */
@NullMarked
package io.kaspar.schema.ddl;

import org.jspecify.annotations.NullMarked;
