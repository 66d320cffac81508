/**
 * Where a task's record batches come from: replicas on this machine's disks, the leader, in-sync followers, one after the other.
 *
 * <p>May import every package of the reader below {@code reader.column}; nothing of Spark.
 */
@NullMarked
package io.kaspar.reader.source;

import org.jspecify.annotations.NullMarked;
