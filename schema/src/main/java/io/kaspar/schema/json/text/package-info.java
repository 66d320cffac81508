/**
 * Values as JSON text. No payload format: formats use it for what has no columns of its own, such as the rest of a recursive
 * type.
 *
 * <p>May import {@code schema.format}, {@code schema.program}, Jackson and {@code org.apache.spark.sql.types}.
 */
@NullMarked
package io.kaspar.schema.json.text;

import org.jspecify.annotations.NullMarked;
