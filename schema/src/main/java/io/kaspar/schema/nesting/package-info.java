/**
 * How far types that hold themselves become columns, whatever format they are of.
 *
 * <p>May import {@code schema.format} and {@code org.apache.spark.sql.types}.
 */
@NullMarked
package io.kaspar.schema.nesting;

import org.jspecify.annotations.NullMarked;
