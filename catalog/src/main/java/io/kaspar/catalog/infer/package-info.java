/**
 * Columns for payloads that neither options nor a registry describe, found by looking at some records on the driver.
 *
 * <p>May import {@code catalog.cluster}, {@code catalog.facts}, {@code reader.log}, {@code reader.scan}, {@code reader.task}, {@code
 * reader.vector}, {@code schema.format}, {@code schema.json}, {@code schema.json.infer}, {@code schema.raw}, {@code schema.resolve}, {@code schema.wire} and Spark's types.
 */
@NullMarked
package io.kaspar.catalog.infer;

import org.jspecify.annotations.NullMarked;
