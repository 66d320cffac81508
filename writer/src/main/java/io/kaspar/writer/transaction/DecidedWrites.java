package io.kaspar.writer.transaction;

import io.kaspar.writer.WriteException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was decided, whoever decided it: committed, and marked as done. Not thread-safe. */
final class DecidedWrites {
    /** A driver that decided needs no longer to commit, unless it died: another one may do it then. */
    private static final long ABANDONED_MS = 60_000;

    private final TransactionalCluster cluster;
    private final Transactions transactions;
    private final DecisionLog log;

    DecidedWrites(TransactionalCluster cluster, Transactions transactions, DecisionLog log) {
        this.cluster = cluster;
        this.transactions = transactions;
        this.log = log;
    }

    /**
     * Commits what a driver decided that may be dead: one that lives does it itself, and nobody is hurt when it is done twice. Its
     * decision is marked as done when nobody else can be about to do so.
     *
     * @return as {@link #commit}
     */
    Optional<String> finish(Decision decision) throws WriteException {
        Optional<String> loss = commit(decision);
        boolean isAbandoned = System.currentTimeMillis() - decision.atMs() > ABANDONED_MS;
        if (loss.isEmpty() && isAbandoned && decision.write().kind() != WriteIdentity.Kind.STREAM) {
            try (DecidingProducer its = DecidingProducer.take(cluster, decision.key(), WriteSteps.NONE)) {
                // unless its driver marked it, or decided anything else, before its id was taken
                if (decision.equals(log.read().get(decision.key()))) {
                    markDone(decision, its);
                }
            }
        }
        return loss;
    }

    /**
     * Commits all transactions of a decision, and waits until readers see them.
     *
     * @return what to tell of those that can be committed no more; empty when there are none
     */
    Optional<String> commit(Decision decision) throws WriteException {
        List<OpenTransaction> lost = transactions.commit(decision.transactions());
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "exactly-once delivery to topic " + decision.write().topic() + ": of "
                                + decision.transactions().size()
                                + " decided transactions " + lost.size()
                                + " timed out, or were forgotten, before anybody committed them, so that a part of the rows is missing for good: "
                                + lost.stream().map(OpenTransaction::id).toList() + ", decided at "
                                + Instant.ofEpochMilli(decision.atMs())
                                + "; to go on all the same, write a record without a value and with the key "
                                + decision.key() + " to topic " + cluster.decisionTopic());
    }

    /**
     * Writes that all of a decision is committed. Of a statement without a name nothing is kept.
     *
     * @param its who has the decision's transactional id
     */
    static void markDone(Decision decision, DecidingProducer its) throws WriteException {
        if (decision.write().kind() != WriteIdentity.Kind.STATEMENT) {
            its.write(Decision.done(decision.write(), decision.epoch()));
        } else if (!decision.transactions().isEmpty()) {
            its.remove();
        }
    }
}
