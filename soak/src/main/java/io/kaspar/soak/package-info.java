/**
 * Scans, streams and writes beside everything that can happen to a cluster, each compared with what Kafka's own consumer saw.
 * {@code bench/soak} runs it.
 *
 * <p>May import Kafka's clients, Spark, {@code embedded}, {@code reader.log}, {@code reader.task} and
 * {@code catalog.scan.metric}.
 */
@NullMarked
package io.kaspar.soak;

import org.jspecify.annotations.NullMarked;
