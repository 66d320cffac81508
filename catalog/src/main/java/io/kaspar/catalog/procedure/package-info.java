/**
 * What {@code CALL} runs: procedures of a catalog, under the namespace {@code system}.
 *
 * <p>May import {@code catalog.ask}, {@code catalog.cluster}, {@code catalog.facts}, {@code catalog.locality}, {@code
 * catalog.metadata}, {@code catalog.options}, {@code catalog.procedure.view}, {@code reader.task}, {@code schema.line}, {@code writer} for its partitioners, {@code writer.transaction} and Spark's connector interfaces.
 */
@NullMarked
package io.kaspar.catalog.procedure;

import org.jspecify.annotations.NullMarked;
