package io.kaspar.catalog.cluster.state;

import io.kaspar.catalog.cluster.AdminUse;
import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.TopicLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.DescribeProducersOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Producers that leaders of a topic's partitions remember, and the transactions that they have open. */
public final class ProducerStates {
    /** Of transactions whose records wait for their end. */
    private static final Set<TransactionState> UNENDED =
            Set.of(TransactionState.ONGOING, TransactionState.PREPARE_ABORT, TransactionState.PREPARE_COMMIT);

    private ProducerStates() {}

    /**
     * A producer with idempotence or transactions, as a partition's leader remembers it.
     *
     * @param lastSequence of its last record batch
     * @param lastMs when it sent that one
     * @param coordinatorEpoch of the marker that ended its last transaction; empty when none did
     * @param transactionStart the first offset of the transaction that it has open; empty when it has none
     */
    public record PartitionProducer(
            int partition,
            long producerId,
            int producerEpoch,
            int lastSequence,
            long lastMs,
            OptionalInt coordinatorEpoch,
            OptionalLong transactionStart) {}

    /**
     * A transaction that is open in a partition.
     *
     * @param producer who has it open
     * @param known what a coordinator knows of it; null where none does
     */
    public record OpenInPartition(
            PartitionProducer producer, @Nullable KnownTransaction known) {}

    /**
     * A transaction as its coordinator knows it.
     *
     * @param state Kafka's word
     * @param startMs when it began; empty when the coordinator does not tell
     * @param timeoutMs after which the coordinator aborts it
     */
    public record KnownTransaction(
            String transactionalId, String state, int coordinator, OptionalLong startMs, long timeoutMs) {}

    /** Those of all partitions, by partition and producer. */
    public static List<PartitionProducer> of(Cluster cluster, TopicLayout layout) {
        return cluster.inquire(use -> ask(use, layout));
    }

    private static List<PartitionProducer> ask(AdminUse use, TopicLayout layout) {
        List<TopicPartition> partitions = layout.partitionNumbers().stream()
                .map(partition -> new TopicPartition(layout.topic(), partition))
                .toList();
        List<PartitionProducer> producers = new ArrayList<>();
        use.await(
                        use.admin()
                                .describeProducers(
                                        partitions, new DescribeProducersOptions().timeoutMs(use.timeoutMs()))
                                .all(),
                        "asking for the producers of topic " + layout.topic())
                .forEach((partition, state) -> state.activeProducers()
                        .forEach(producer -> producers.add(new PartitionProducer(
                                partition.partition(),
                                producer.producerId(),
                                producer.producerEpoch(),
                                producer.lastSequence(),
                                producer.lastTimestamp(),
                                producer.coordinatorEpoch(),
                                producer.currentTransactionStartOffset()))));
        producers.sort(
                Comparator.comparingInt(PartitionProducer::partition).thenComparingLong(PartitionProducer::producerId));
        return producers;
    }

    /**
     * The transactions that are open in the topic's partitions. One that no coordinator tells of was still open after the coordinators
     * were asked: nobody will end it, or the principal may not describe its transactional id.
     */
    public static List<OpenInPartition> open(Cluster cluster, TopicLayout layout) {
        return cluster.inquire(use -> {
            List<PartitionProducer> producers = inTransactions(use, layout);
            if (producers.isEmpty()) {
                return List.of();
            }
            Map<Long, TransactionDescription> described = new HashMap<>();
            Map<Long, KnownTransaction> known = new HashMap<>();
            describe(use, producers).forEach((name, told) -> {
                described.put(told.producerId(), told);
                known.put(told.producerId(), known(name, told));
            });
            List<OpenInPartition> open = new ArrayList<>();
            Set<PartitionProducer> unknown = new HashSet<>();
            for (PartitionProducer producer : producers) {
                TransactionDescription told = described.get(producer.producerId());
                TopicPartition partition = new TopicPartition(layout.topic(), producer.partition());
                if (told != null && told.topicPartitions().contains(partition)) {
                    open.add(new OpenInPartition(producer, known.get(producer.producerId())));
                } else {
                    unknown.add(producer);
                }
            }
            if (!unknown.isEmpty()) {
                unknown.retainAll(inTransactions(use, layout));
                unknown.forEach(producer -> open.add(new OpenInPartition(producer, null)));
            }
            return open;
        });
    }

    private static List<PartitionProducer> inTransactions(AdminUse use, TopicLayout layout) {
        return ask(use, layout).stream()
                .filter(producer -> producer.transactionStart().isPresent())
                .toList();
    }

    /** By transactional id: the transactions of these producers that have not ended. */
    private static Map<String, TransactionDescription> describe(AdminUse use, List<PartitionProducer> producers) {
        Set<Long> ids = producers.stream().map(PartitionProducer::producerId).collect(Collectors.toSet());
        ListTransactionsOptions listed =
                new ListTransactionsOptions().filterStates(UNENDED).filterProducerIds(ids);
        List<String> names = use
                .await(
                        use.admin()
                                .listTransactions(listed.timeoutMs(use.timeoutMs()))
                                .all(),
                        "listing transactions")
                .stream()
                .map(TransactionListing::transactionalId)
                .toList();
        return use.await(
                use.admin()
                        .describeTransactions(names, new DescribeTransactionsOptions().timeoutMs(use.timeoutMs()))
                        .all(),
                "asking for transactions");
    }

    private static KnownTransaction known(String name, TransactionDescription told) {
        return new KnownTransaction(
                name,
                told.state().toString(),
                told.coordinatorId(),
                told.transactionStartTimeMs(),
                told.transactionTimeoutMs());
    }
}
