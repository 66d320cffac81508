/**
 * Topics without a cluster: copies of log directories, a backup or what a dead broker left, asked in place of brokers.
 *
 * <p>May import {@code catalog.cluster}, {@code catalog.facts}, {@code catalog.options}, {@code reader.log}, {@code
 * reader.copy}, {@code reader.directory}, {@code reader.task}; nothing of Spark or Kafka.
 */
@NullMarked
package io.kaspar.catalog.offline;

import org.jspecify.annotations.NullMarked;
