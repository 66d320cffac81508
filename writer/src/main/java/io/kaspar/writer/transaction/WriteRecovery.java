package io.kaspar.writer.transaction;

import io.kaspar.writer.WriteException;
import io.kaspar.writer.transaction.RecoveredWrite.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/**
 * Finishes writes of drivers that died, for whoever does not want to wait for the next write. Not thread-safe.
 */
public final class WriteRecovery implements AutoCloseable {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final TransactionalCluster cluster;
    private final Admin admin;
    private final Transactions transactions;
    private final DecisionLog log;
    private final DecidedWrites decided;

    private WriteRecovery(TransactionalCluster cluster, Admin admin) {
        this.cluster = cluster;
        this.admin = admin;
        this.transactions = new Transactions(cluster, admin, WriteSteps.NONE);
        this.log = new DecisionLog(cluster, admin);
        this.decided = new DecidedWrites(cluster, transactions, log);
    }

    /** @throws WriteException when there is no client of the cluster */
    public static WriteRecovery open(TransactionalCluster cluster) throws WriteException {
        return new WriteRecovery(cluster, cluster.admin());
    }

    /**
     * Commits what was decided and is not committed. That hurts no driver that lives: it does the same. A decision that cannot be kept is told,
     * and the others are finished.
     *
     * @return one element for each write for which there was something to do
     */
    public List<RecoveredWrite> commitDecided() throws WriteException {
        List<RecoveredWrite> recovered = new ArrayList<>();
        for (Decision decision : decisions().values()) {
            if (!decision.isDone()) {
                int missing = transactions.countMissing(decision.transactions());
                Optional<String> loss = decided.finish(decision);
                tell(decision, missing, loss, recovered);
            }
        }
        return recovered;
    }

    private Map<String, Decision> decisions() throws WriteException {
        return log.isThere() ? log.read() : Map.of();
    }

    private static void tell(Decision decision, int missing, Optional<String> loss, List<RecoveredWrite> recovered) {
        if (loss.isPresent()) {
            recovered.add(new RecoveredWrite(decision.write(), Outcome.LOST, missing, loss.get()));
        } else if (missing > 0) {
            recovered.add(new RecoveredWrite(decision.write(), Outcome.COMMITTED, missing, ""));
        }
    }

    /**
     * Ends all that a write left: commits what it decided, and aborts what is open otherwise. Its driver, if it lives, decides nothing more, and
     * its statement, or stream, fails.
     *
     * @param prefix of transactional ids
     * @param writeId its name, or the id of the query; of writes to whichever topics
     * @return one element for each thing that there was to do
     */
    public List<RecoveredWrite> end(String prefix, String writeId) throws WriteException {
        List<RecoveredWrite> recovered = new ArrayList<>();
        for (WriteIdentity write : begun(prefix, writeId)) {
            end(write, recovered);
        }
        return recovered;
    }

    private Set<WriteIdentity> begun(String prefix, String writeId) throws WriteException {
        Set<WriteIdentity> begun = new LinkedHashSet<>();
        for (Decision decision : decisions().values()) {
            if (!decision.isDone()) {
                begun.add(decision.write());
            }
        }
        for (String id : transactions.open(prefix + WriteIdentity.SEPARATOR)) {
            WriteIdentity.ofAttempt(id).ifPresent(begun::add);
        }
        begun.removeIf(
                write -> !write.prefix().equals(prefix) || !write.writeId().equals(writeId));
        return begun;
    }

    private void end(WriteIdentity write, List<RecoveredWrite> recovered) throws WriteException {
        try (DecidingProducer its = DecidingProducer.take(cluster, write.driverId(), WriteSteps.NONE)) {
            // what it decided before its id was taken is all that it decides
            Decision decision = decisions().get(write.driverId());
            if (decision != null && !decision.isDone()) {
                int missing = transactions.countMissing(decision.transactions());
                Optional<String> loss = decided.commit(decision);
                tell(decision, missing, loss, recovered);
                if (loss.isEmpty()) {
                    DecidedWrites.markDone(decision, its);
                }
            }
            int aborted = transactions.abortAll(write.attemptPrefix());
            if (aborted > 0) {
                recovered.add(new RecoveredWrite(write, Outcome.ABORTED, aborted, ""));
            }
        }
    }

    @Override
    public void close() {
        admin.close(CLOSE_WAIT);
    }
}
