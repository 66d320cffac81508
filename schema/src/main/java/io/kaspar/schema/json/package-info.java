/**
 * JSON payloads, from bytes straight into columns.
 *
 * <p>May import {@code schema.ddl}, {@code schema.format}, {@code schema.program}, {@code schema.time}, {@code schema.variant}, {@code schema.json.shape}, {@code schema.json.text} and {@code
 * org.apache.spark.sql.types}. Knows no kind of schema but the columns that somebody gives as a DDL text; what other kinds
 * mean is said in shapes.
 */
@NullMarked
package io.kaspar.schema.json;

import org.jspecify.annotations.NullMarked;
