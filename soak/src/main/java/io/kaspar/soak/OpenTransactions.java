package io.kaspar.soak;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Transactions of Kaspar's that wait for their end, as brokers tell. */
final class OpenTransactions {
    private static final String PREFIX = "kaspar/";

    private final SoakCluster cluster;

    OpenTransactions(SoakCluster cluster) {
        this.cluster = cluster;
    }

    /** Their ids, those of tasks and not of drivers. */
    List<String> ids() throws IOException {
        ListTransactionsOptions open = new ListTransactionsOptions()
                .filterStates(EnumSet.of(
                        TransactionState.ONGOING, TransactionState.PREPARE_ABORT, TransactionState.PREPARE_COMMIT));
        return SoakCluster.answer(cluster.admin().listTransactions(open).all()).stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(PREFIX))
                .sorted()
                .toList();
    }

    /** Those of these that stay open, when all that is about to end has ended. */
    List<String> staying(Predicate<String> ids, long atMostMs) throws IOException {
        long endMs = System.currentTimeMillis() + atMostMs;
        List<String> left = ids().stream().filter(ids).toList();
        while (!left.isEmpty() && System.currentTimeMillis() < endMs) {
            Life.sleep(200);
            left = ids().stream().filter(ids).toList();
        }
        return left;
    }

    /** Ends them before their time is over: as Kafka does when another producer takes the id. */
    void end(List<String> ids) {
        Producers producers = new Producers(cluster.kafka().bootstrapServers());
        for (String id : ids) {
            try (KafkaProducer<byte[], byte[]> producer = producers.transactional("none", id)) {
                producer.initTransactions();
            }
        }
    }
}
