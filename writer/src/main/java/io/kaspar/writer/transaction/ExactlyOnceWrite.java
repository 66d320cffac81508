package io.kaspar.writer.transaction;

import io.kaspar.writer.SharedIdentity;
import io.kaspar.writer.WriteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver's part of a write whose records are there once: each attempt of a task sends in a transaction of its own and leaves it
 * open; the driver decides in the log of decisions which of them count, commits these, and aborts the others.
 *
 * <p>Before the decision nothing of the write is seen by committed readers, and nothing ever is when the driver dies. After it
 * everything will be, whoever dies: what is missing is committed by the same write's next try, or by any other write with the same log
 * of decisions. In between committed readers see some transactions before others.
 *
 * <p>Not thread-safe. An interrupt does not end what follows a decision.
 */
public final class ExactlyOnceWrite implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExactlyOnceWrite.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    /** What has to be left of a transaction's time when it is decided on: coordinators may move before it is committed. */
    private static final double LEAST_REST = 0.1;

    private final TransactionalCluster cluster;
    private final WriteIdentity write;
    private final Admin admin;
    private final Transactions transactions;
    private final DecidedWrites decided;
    private final DecidingProducer producer;
    private final WriteSteps steps;
    private @Nullable Decision last;
    private @Nullable SharedTransaction shared;

    private ExactlyOnceWrite(
            TransactionalCluster cluster,
            WriteIdentity write,
            Admin admin,
            DecisionLog log,
            DecidingProducer producer,
            WriteSteps steps) {
        this.cluster = cluster;
        this.write = write;
        this.admin = admin;
        this.transactions = new Transactions(cluster, admin, steps);
        this.decided = new DecidedWrites(cluster, transactions, log);
        this.producer = producer;
        this.steps = steps;
    }

    /**
     * Begins, on the driver and before any task: takes the write's transactional id, so that a former driver decides nothing more;
     * finishes what it, or other writes, had decided; aborts what it left open.
     *
     * @throws WriteException also when the principal lacks a right, brokers do not allow transactions for so long, or a decided
     *     transaction can be committed no more
     */
    public static ExactlyOnceWrite begin(TransactionalCluster cluster, WriteIdentity write) throws WriteException {
        return begin(cluster, write, WriteSteps.NONE);
    }

    static ExactlyOnceWrite begin(TransactionalCluster cluster, WriteIdentity write, WriteSteps steps)
            throws WriteException {
        Admin admin = cluster.admin();
        DecidingProducer producer = null;
        try {
            DecisionLog log = new DecisionLog(cluster, admin);
            log.prepare();
            producer = DecidingProducer.take(cluster, write.driverId(), steps);
            ExactlyOnceWrite begun = new ExactlyOnceWrite(cluster, write, admin, log, producer, steps);
            begun.recover(log);
            return begun;
        } catch (WriteException | RuntimeException e) {
            if (producer != null) {
                producer.close();
            }
            admin.close(CLOSE_WAIT);
            throw e;
        }
    }

    private void recover(DecisionLog log) throws WriteException {
        Map<String, Decision> decisions = log.read();
        last = decisions.remove(write.driverId());
        if (last != null && !last.isDone()) {
            LOG.info("Committing what was decided before: {}", last.key());
            finish(last);
        }
        abortOthers();
        for (Decision decision : decisions.values()) {
            if (!decision.isDone()) {
                finishOther(decision);
            }
        }
    }

    /** The epoch that is committed; none before the first one. Of a statement it is 0 when all of it is committed. */
    public OptionalLong committedEpoch() {
        return last == null ? OptionalLong.empty() : OptionalLong.of(last.epoch());
    }

    /** Makes one transaction for all tasks, so that all of the write is seen at once. Its id is to be committed like any other. */
    public SharedIdentity share() throws WriteException {
        shared = SharedTransaction.open(cluster, admin, transactions, write.newSharedId());
        return shared.identity();
    }

    /**
     * Decides, and commits.
     *
     * @param transactionalIds of the attempts that count, whose transactions are open
     * @throws WriteException when nothing is decided, and {@link #abort} is to follow; or when something is, and not all of it is
     *     committed yet
     */
    public void commit(long epoch, Collection<String> transactionalIds) throws WriteException {
        UninterruptedWork.run(() -> decideAndCommit(epoch, transactionalIds));
    }

    private void decideAndCommit(long epoch, Collection<String> transactionalIds) throws WriteException {
        Decision decision = Decision.toCommit(write, epoch, requireOpen(transactionalIds));
        steps.at("before decision");
        if (!decision.transactions().isEmpty()) {
            producer.write(decision);
            last = decision;
            steps.at("after decision");
        }
        finish(decision);
        try {
            abortOthers();
        } catch (WriteException e) {
            LOG.warn(
                    "Transactions of attempts that do not count may stay open until they time out: {}", e.getMessage());
        }
    }

    private List<OpenTransaction> requireOpen(Collection<String> ids) throws WriteException {
        Map<String, TransactionDescription> now = transactions.describe(ids);
        List<OpenTransaction> open = new ArrayList<>();
        for (String id : ids) {
            TransactionDescription transaction = now.get(id);
            if (transaction == null || transaction.state() != TransactionState.ONGOING) {
                throw new WriteException(
                        "exactly-once delivery to topic " + write.topic()
                                + ": nothing is written, since a task's transaction is no longer open"
                                + " but " + (transaction == null ? "unknown" : transaction.state())
                                + ": the time from its first row to the end of all tasks was longer than "
                                + cluster.transactionTimeoutMs()
                                + " ms; write less at once, or set the option kafka.transaction.timeout.ms, up to the brokers'"
                                + " transaction.max.timeout.ms",
                        null);
            }
            if (shared != null) {
                shared.requireSame(id, transaction);
            }
            requireTime(transaction);
            open.add(new OpenTransaction(id, transaction.producerId(), transaction.producerEpoch()));
        }
        return open;
    }

    private void requireTime(TransactionDescription transaction) throws WriteException {
        OptionalLong startMs = transaction.transactionStartTimeMs();
        long restMs = startMs.orElse(System.currentTimeMillis())
                + transaction.transactionTimeoutMs()
                - System.currentTimeMillis();
        if (restMs < LEAST_REST * transaction.transactionTimeoutMs()) {
            throw new WriteException(
                    "exactly-once delivery to topic " + write.topic()
                            + ": nothing is written, since the time is too short to commit all of it"
                            + " for sure: " + restMs + " ms are left of the " + transaction.transactionTimeoutMs()
                            + " ms of a task's transaction; write less at once, or set the option kafka.transaction.timeout.ms, up to the"
                            + " brokers' transaction.max.timeout.ms",
                    null);
        }
    }

    private void finish(Decision decision) throws WriteException {
        Optional<String> loss = decided.commit(decision);
        if (loss.isPresent()) {
            throw new WriteException(loss.get(), null);
        }
        steps.at("after commit");
        last = Decision.done(write, decision.epoch());
        try {
            DecidedWrites.markDone(decision, producer);
        } catch (WriteException e) {
            // all of it is in the topic: to say that it failed would be wrong
            LOG.warn("What was decided and is committed could not be marked as done: {}", e.getMessage());
        }
    }

    private void abortOthers() throws WriteException {
        transactions.abort(write.attemptPrefix());
    }

    private void finishOther(Decision other) {
        try {
            decided.finish(other).ifPresent(ExactlyOnceWrite::warn);
        } catch (WriteException e) {
            warn(String.valueOf(e.getMessage()));
        }
    }

    private static void warn(String reason) {
        LOG.warn("What another write decided could not be finished: {}", reason);
    }

    /** Aborts all that is open of the write, unless it is decided, or may be. */
    public void abort() throws WriteException {
        if (!producer.isUncertain() && (last == null || last.isDone())) {
            UninterruptedWork.run(this::abortUndecided);
        }
    }

    private void abortUndecided() throws WriteException {
        if (shared != null) {
            shared.fence();
        }
        abortOthers();
    }

    @Override
    public void close() {
        producer.close();
        admin.close(CLOSE_WAIT);
    }
}
