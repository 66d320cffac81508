package io.kaspar.writer.transaction;

import io.kaspar.writer.SharedIdentity;
import io.kaspar.writer.WriteException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.TransactionDescription;

/** One transaction that all tasks of a write send in, and that its driver ends. */
final class SharedTransaction {
    private final TransactionalCluster cluster;
    private final Admin admin;
    private final SharedIdentity identity;

    private SharedTransaction(TransactionalCluster cluster, Admin admin, SharedIdentity identity) {
        this.cluster = cluster;
        this.admin = admin;
        this.identity = identity;
    }

    /** Has the cluster make the identity. The transaction begins with the first record of any task. */
    static SharedTransaction open(TransactionalCluster cluster, Admin admin, Transactions transactions, String id)
            throws WriteException {
        SharedIdentity.requireClient();
        DecidingProducer.open(cluster, id, cluster.transactionTimeoutMs()).close(Duration.ZERO);
        TransactionDescription made =
                Objects.requireNonNull(transactions.describe(List.of(id)).get(id), id);
        return new SharedTransaction(
                cluster,
                admin,
                new SharedIdentity(
                        id,
                        made.producerId(),
                        (short) made.producerEpoch(),
                        cluster.transactionTimeoutMs(),
                        cluster.requestTimeoutMs(),
                        transactions.hasEpochPerTransaction()));
    }

    SharedIdentity identity() {
        return identity;
    }

    /** Looks whether a transaction is the one that tasks sent in, and not a later one. */
    void requireSame(String id, TransactionDescription open) throws WriteException {
        boolean isSame = id.equals(identity.transactionalId())
                && open.producerId() == identity.producerId()
                && open.producerEpoch() == identity.producerEpoch();
        if (!isSame) {
            throw new WriteException(
                    "exactly-once delivery: nothing is written, since somebody else uses the transactional id " + id,
                    null);
        }
    }

    /** Aborts it, and lets no task send with its identity any more, not even one that has not begun to. */
    void fence() throws WriteException {
        String id = identity.transactionalId();
        // the time to wait for an answer is that of transactions, too, of which none follows
        FenceProducersOptions options = new FenceProducersOptions()
                .timeoutMs(Math.min(cluster.requestTimeoutMs(), cluster.transactionTimeoutMs()));
        var unused = new KafkaAnswers(cluster)
                .await(admin.fenceProducers(List.of(id), options).epochId(id), "aborting the transaction of all tasks");
    }
}
