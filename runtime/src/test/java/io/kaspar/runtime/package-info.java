/**
 * The one jar in a plain Spark: what is in it, and queries through it in a process of its own.
 */
@NullMarked
package io.kaspar.runtime;

import org.jspecify.annotations.NullMarked;
