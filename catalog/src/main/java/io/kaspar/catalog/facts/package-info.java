/**
 * What was answered about a topic, a cluster or the executors: records only, which know nobody who could be asked.
 *
 * <p>May import {@code catalog.error}, {@code reader.log}, {@code reader.task}; nothing else of Spark's, and nothing of Kafka's
 * clients.
 */
@NullMarked
package io.kaspar.catalog.facts;

import org.jspecify.annotations.NullMarked;
