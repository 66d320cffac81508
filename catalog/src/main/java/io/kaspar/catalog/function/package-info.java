/**
 * Functions of a catalog, under the namespace {@code system}.
 *
 * <p>May import {@code catalog.metadata}, {@code catalog.options} and Spark's connector interfaces.
 */
@NullMarked
package io.kaspar.catalog.function;

import org.jspecify.annotations.NullMarked;
