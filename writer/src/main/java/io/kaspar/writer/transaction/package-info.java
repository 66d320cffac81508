/**
 * Writes whose records are there once or not at all: a transaction for each attempt of a task, and the driver's decision which of them
 * count. See {@code docs/decisions/0028-exactly-once.md}.
 *
 * <p>May import {@code writer}, {@code client}, {@code client.broker}, {@code schema.lease} and kafka-clients; nothing of Spark.
 */
@NullMarked
package io.kaspar.writer.transaction;

import org.jspecify.annotations.NullMarked;
