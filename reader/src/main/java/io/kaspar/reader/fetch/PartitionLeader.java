package io.kaspar.reader.fetch;

import java.util.Optional;
import org.apache.kafka.common.Node;

/**
 * The broker that leads a partition.
 *
 * @param epoch of its leadership, when the cluster says
 */
record PartitionLeader(Node node, Optional<Integer> epoch) {}
