/**
 * How little memory a task's scan needs: one partition, read in a JVM with a small heap. {@code bench/memory} runs it.
 *
 * <p>May import Kafka's clients, {@code samples}, {@code embedded}, {@code bench.data}, {@code bench.child}, and what a scan is
 * opened with: {@code reader.scan}, {@code reader.task}, {@code reader.log}, {@code schema}.
 */
@NullMarked
package io.kaspar.bench.memory;

import org.jspecify.annotations.NullMarked;
