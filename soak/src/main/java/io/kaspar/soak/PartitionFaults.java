package io.kaspar.soak;

import io.kaspar.soak.SoakTopic.Trait;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.TopicPartitionReplica;

/** What administrators do to partitions. */
final class PartitionFaults {
    private static final int MOST_PARTITIONS = 8;

    private final SoakCluster cluster;
    private final Admin admin;
    private final SoakTopics topics;
    private final Random random;

    PartitionFaults(SoakCluster cluster, SoakTopics topics, Random random) {
        this.cluster = cluster;
        this.admin = cluster.admin();
        this.topics = topics;
        this.random = random;
    }

    /** Lets another replica that is in sync lead. */
    boolean moveLeader() throws IOException {
        TopicPartition partition = any(topic -> topic.replication() > 1 && !topic.has(Trait.UNCLEAN));
        TopicPartitionInfo info = cluster.partition(partition.topic(), partition.partition());
        List<Integer> others = new ArrayList<>(SoakCluster.ids(info.isr()));
        others.remove((Object) info.leader().id());
        if (others.isEmpty()) {
            return false;
        }
        int next = others.get(random.nextInt(others.size()));
        List<Integer> order = new ArrayList<>(SoakCluster.ids(info.replicas()));
        order.remove((Object) next);
        order.add(0, next);
        reassign(partition, order);
        SoakCluster.answer(
                admin.electLeaders(ElectionType.PREFERRED, Set.of(partition)).all());
        return true;
    }

    /** Gives a partition other brokers. */
    boolean reassign() throws IOException {
        TopicPartition partition = any(topic -> !topic.has(Trait.UNCLEAN));
        List<Integer> before = SoakCluster.ids(
                cluster.partition(partition.topic(), partition.partition()).replicas());
        List<Integer> nodes = new ArrayList<>(
                IntStream.rangeClosed(1, SoakCluster.BROKERS).boxed().toList());
        Collections.shuffle(nodes, random);
        int count = before.size() == 3 ? 2 : before.size() == 2 && random.nextBoolean() ? 3 : before.size();
        List<Integer> after = nodes.subList(0, count);
        if (before.equals(after)) {
            return false;
        }
        reassign(partition, after);
        return SoakCluster.await(() -> SoakCluster.answer(
                        admin.listPartitionReassignments(Set.of(partition)).reassignments())
                .isEmpty());
    }

    private void reassign(TopicPartition partition, List<Integer> nodes) throws IOException {
        SoakCluster.answer(
                admin.alterPartitionReassignments(Map.of(partition, Optional.of(new NewPartitionReassignment(nodes))))
                        .all());
    }

    /** Moves a replica to another directory of its broker. */
    boolean moveLogDir() throws IOException {
        TopicPartition partition = any(topic -> true);
        TopicPartitionInfo info = cluster.partition(partition.topic(), partition.partition());
        List<Integer> replicas = SoakCluster.ids(info.replicas());
        int nodeId = replicas.get(random.nextInt(replicas.size()));
        Path before = cluster.replicas(nodeId).get(partition);
        List<Path> targets = new ArrayList<>(cluster.kafka().logDirs(nodeId));
        if (before == null || !targets.remove(before)) {
            return false;
        }
        Path target = targets.get(random.nextInt(targets.size()));
        SoakCluster.answer(admin.alterReplicaLogDirs(Map.of(
                        new TopicPartitionReplica(partition.topic(), partition.partition(), nodeId), target.toString()))
                .all());
        return SoakCluster.await(() -> target.equals(cluster.replicas(nodeId).get(partition)));
    }

    /** Deletes records at a partition's beginning. */
    boolean deleteRecords() throws IOException {
        TopicPartition partition = any(topic -> topic.has(Trait.RETAINED));
        long start = offset(partition, OffsetSpec.earliest());
        long end = offset(partition, OffsetSpec.latest());
        if (end <= start) {
            return false;
        }
        long before = start + random.nextLong(1, Math.max(2, (end - start) / 2));
        SoakCluster.answer(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before)))
                .all());
        return true;
    }

    private long offset(TopicPartition partition, OffsetSpec spec) throws IOException {
        return SoakCluster.answer(admin.listOffsets(Map.of(partition, spec)).partitionResult(partition))
                .offset();
    }

    boolean addPartition() throws IOException {
        TopicLedger growing = topics.any(random, topic -> topic.has(Trait.GROWING));
        int count = growing.partitionCount() + 1;
        if (count > MOST_PARTITIONS) {
            return false;
        }
        String name = growing.topic().name();
        SoakCluster.answer(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(count)))
                .all());
        growing.grownTo(count);
        return true;
    }

    private TopicPartition any(Predicate<SoakTopic> kind) {
        TopicLedger ledger = topics.any(random, kind);
        return new TopicPartition(ledger.topic().name(), random.nextInt(ledger.partitionCount()));
    }
}
