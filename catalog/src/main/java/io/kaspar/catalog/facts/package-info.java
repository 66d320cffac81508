/**
 * What was answered about a topic, a cluster or the executors: records only, which know nobody who could be asked.
 *
 * <p>May import {@code reader.log}, {@code reader.task}; nothing of Spark, and nothing of Kafka's clients.
 */
@NullMarked
package io.kaspar.catalog.facts;

import org.jspecify.annotations.NullMarked;
