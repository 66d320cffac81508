/** Whole queries over the sample topics, and the sample topics themselves. */
@NullMarked
package io.kaspar.examples;

import org.jspecify.annotations.NullMarked;
