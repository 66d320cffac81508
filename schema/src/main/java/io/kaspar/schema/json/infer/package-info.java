/**
 * Columns for JSON payloads that nobody described, from what some of them hold.
 *
 * <p>May import {@code schema.format}, Jackson and {@code org.apache.spark.sql.types}.
 */
@NullMarked
package io.kaspar.schema.json.infer;

import org.jspecify.annotations.NullMarked;
