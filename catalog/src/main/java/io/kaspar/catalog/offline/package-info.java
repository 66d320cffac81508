/**
 * Topics without a cluster: copies of log directories, a backup or what a dead broker left, asked in place of brokers.
 *
 * <p>May import {@code catalog.options}, {@code catalog.cluster}, and the reader's directories; nothing of Spark or Kafka.
 */
@NullMarked
package io.kaspar.catalog.offline;

import org.jspecify.annotations.NullMarked;
