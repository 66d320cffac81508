/**
 * What errors tell tools beside their text.
 *
 * <p>May import Spark's interface of errors, and nothing of Kaspar.
 */
@NullMarked
package io.kaspar.catalog.error;

import org.jspecify.annotations.NullMarked;
