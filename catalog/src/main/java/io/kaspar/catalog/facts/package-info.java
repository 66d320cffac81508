/**
 * What was answered about a topic, a cluster or the executors: records only, which know nobody who could be asked.
 *
 * <p>May import the reader's words of a log and its records of a task; nothing of Spark, and nothing of Kafka's clients.
 */
@NullMarked
package io.kaspar.catalog.facts;

import org.jspecify.annotations.NullMarked;
