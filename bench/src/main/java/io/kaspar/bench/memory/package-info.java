/**
 * How little memory a task's scan needs: one partition, read in a JVM with a small heap. {@code bench/memory} runs it.
 *
 * <p>May import the JDK, Kafka's clients, {@code io.kaspar.embedded}, {@code io.kaspar.bench.data}, {@code
 * io.kaspar.bench.child} and what a scan is opened with.
 */
@NullMarked
package io.kaspar.bench.memory;

import org.jspecify.annotations.NullMarked;
