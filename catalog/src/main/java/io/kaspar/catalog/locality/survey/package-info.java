/**
 * Asks executors which brokers' directories they have, and remembers what they said.
 *
 * <p>May import {@code catalog.facts}, {@code catalog.locality}, {@code reader.directory}, {@code reader.log}, {@code
 * reader.source}, {@code reader.task}, {@code schema.line} and Spark's context and session.
 */
@NullMarked
package io.kaspar.catalog.locality.survey;

import org.jspecify.annotations.NullMarked;
