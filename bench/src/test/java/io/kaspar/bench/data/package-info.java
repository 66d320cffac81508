/**
 * What the benchmark's topics are made of.
 */
@NullMarked
package io.kaspar.bench.data;

import org.jspecify.annotations.NullMarked;
