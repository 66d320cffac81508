/**
 * Spark's variants, and what a query takes out of them: which part, and as which type.
 *
 * <p>May import {@code schema.line} and {@code org.apache.spark.sql.types}.
 */
@NullMarked
package io.kaspar.schema.variant;

import org.jspecify.annotations.NullMarked;
