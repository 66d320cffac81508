package io.kaspar.reader.fetch;

import java.util.Optional;
import org.apache.kafka.common.Node;

/**
 * The broker that a partition is fetched from.
 *
 * @param epoch of the partition's leadership, when the cluster says
 * @param isLeader false for an in-sync follower
 */
record ServingReplica(Node node, Optional<Integer> epoch, boolean isLeader) {}
