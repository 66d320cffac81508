/**
 * Coverage-guided fuzzing: what a target is, a run of the fuzzer on one, and the replay of what it once found.
 *
 * <p>May import the JDK; the fuzzer itself is only ever started as a process of its own.
 */
@NullMarked
package io.kaspar.testing.fuzz;

import org.jspecify.annotations.NullMarked;
