/**
 * What a run of the benchmarks is asked for.
 */
@NullMarked
package io.kaspar.bench;

import org.jspecify.annotations.NullMarked;
