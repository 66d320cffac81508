/**
 * Snapshots that people have named, kept in a topic.
 *
 * <p>May import {@code catalog.cluster}, {@code catalog.error}, {@code catalog.facts}, {@code catalog.options}, {@code catalog.write}, {@code
 * reader.log}, {@code reader.scan}, {@code reader.task}, {@code reader.vector}, {@code schema.raw}, {@code schema.resolve} and Spark's types.
 */
@NullMarked
package io.kaspar.catalog.snapshot;

import org.jspecify.annotations.NullMarked;
