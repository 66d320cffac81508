/**
 * The repository's pages, and whole queries over the sample topics.
 */
@NullMarked
package io.kaspar.examples;

import org.jspecify.annotations.NullMarked;
