/**
 * Views of topics in the session's own catalog, which is all that JDBC tools list.
 *
 * <p>May import {@code catalog.options}, {@code reader.task}, {@code schema.line} and Spark's session and session catalog.
 */
@NullMarked
package io.kaspar.catalog.procedure.view;

import org.jspecify.annotations.NullMarked;
