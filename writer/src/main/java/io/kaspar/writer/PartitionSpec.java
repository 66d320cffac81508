package io.kaspar.writer;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What says to which partition a row goes.
 *
 * @param key null where records have none
 * @param column that names the partition; null where none does
 * @param partitionCount of the topic
 */
public record PartitionSpec(
        @Nullable PayloadSpec key, @Nullable Integer column, KeyPartitioner partitioner, int partitionCount)
        implements Serializable {}
