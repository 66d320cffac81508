/**
 * What {@code CALL} runs: procedures of a catalog, under the namespace {@code system}.
 *
 * <p>May import {@code catalog.options}, {@code catalog.cluster}, {@code catalog.locality}, {@code catalog.locality.survey}, the reader's
 * directories, and Spark's connector interfaces.
 */
@NullMarked
package io.kaspar.catalog.procedure;

import org.jspecify.annotations.NullMarked;
