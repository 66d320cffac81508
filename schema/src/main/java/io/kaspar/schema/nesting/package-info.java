/**
 * How far types that hold themselves become columns, whatever format they are of.
 *
 * <p>May import {@code schema.format}.
 */
@NullMarked
package io.kaspar.schema.nesting;

import org.jspecify.annotations.NullMarked;
