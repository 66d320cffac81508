package io.kaspar.writer.transaction;

import io.kaspar.client.broker.BorrowedClient;
import io.kaspar.client.broker.BrokerClient;
import io.kaspar.client.broker.BrokerUnreachableException;
import io.kaspar.client.broker.ProgressDeadline;
import io.kaspar.client.broker.SharedConnections;
import io.kaspar.writer.WriteException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.message.EndTxnRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.EndTxnRequest;
import org.apache.kafka.common.requests.EndTxnResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions of others, found and ended by their ids. Kafka's producer ends only its own; the request {@code EndTxn} (KIP-98, and
 * KIP-890 for its version 5) may come from anybody who may write with the id.
 *
 * <p>Not thread-safe.
 */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final String VERSION_FEATURE = "transaction.version";

    /** From this version of transactions on, each end has an epoch of its own (KIP-890). */
    private static final int EPOCH_PER_TRANSACTION = 2;

    /** How long to try, beyond what one question may take: coordinators move, and load what they have to know. */
    private static final long LONGEST_MS = 120_000;

    /** A leader that is away shall not keep a statement waiting whose records are sure to come. */
    private static final long LONGEST_WAIT_FOR_READERS_MS = 10_000;

    private static final long SHORTEST_PAUSE_MS = 2;
    private static final long LONGEST_PAUSE_MS = 100;

    private final TransactionalCluster cluster;
    private final Admin admin;
    private final KafkaAnswers answers;
    private final WriteSteps steps;

    Transactions(TransactionalCluster cluster, Admin admin, WriteSteps steps) {
        this.cluster = cluster;
        this.admin = admin;
        this.steps = steps;
        this.answers = new KafkaAnswers(cluster);
    }

    /** What coordinators know of these ids; those that they do not know are missing. */
    Map<String, TransactionDescription> describe(Collection<String> ids) throws WriteException {
        if (ids.isEmpty()) {
            return Map.of();
        }
        DescribeTransactionsResult asked = admin.describeTransactions(
                ids, new DescribeTransactionsOptions().timeoutMs(cluster.requestTimeoutMs()));
        Map<String, TransactionDescription> described = new LinkedHashMap<>();
        for (String id : ids) {
            try {
                described.put(id, asked.description(id).get());
            } catch (InterruptedException e) {
                throw answers.interrupted(e);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
                    throw answers.failure("asking for the state of transactions", e.getCause());
                }
            }
        }
        return described;
    }

    /** The ids of open transactions that begin like this, as far as brokers answer: coordinators that are away have theirs listed later. */
    Set<String> open(String prefix) throws WriteException {
        ListTransactionsOptions options =
                new ListTransactionsOptions().filterStates(EnumSet.of(TransactionState.ONGOING));
        options.timeoutMs(cluster.requestTimeoutMs());
        Set<String> open = new HashSet<>();
        for (KafkaFuture<Collection<TransactionListing>> ofBroker : answers.await(
                        admin.listTransactions(options).byBrokerId(), "listing open transactions")
                .values()) {
            try {
                for (TransactionListing listing : ofBroker.get()) {
                    if (listing.transactionalId().startsWith(prefix)) {
                        open.add(listing.transactionalId());
                    }
                }
            } catch (InterruptedException e) {
                throw answers.interrupted(e);
            } catch (ExecutionException e) {
                LOG.warn(
                        "A broker at {} does not list open transactions: {}",
                        cluster.servers(),
                        String.valueOf(e.getCause()));
            }
        }
        return open;
    }

    /**
     * Commits these transactions, and waits until readers see them. That takes longer where a partition's leader is away, and is not waited for
     * for ever: what the coordinator has in its log is sure.
     *
     * @return those that were aborted before, or of which nobody knows any more
     * @throws WriteException when some are neither after a while
     */
    List<OpenTransaction> commit(List<OpenTransaction> transactions) throws WriteException {
        Map<String, OpenTransaction> waiting = new LinkedHashMap<>();
        transactions.forEach(transaction -> waiting.put(transaction.id(), transaction));
        List<OpenTransaction> lost = new ArrayList<>();
        long startMs = System.currentTimeMillis();
        long pauseMs = SHORTEST_PAUSE_MS;
        while (true) {
            long waitedMs = System.currentTimeMillis() - startMs;
            Map<String, TransactionDescription> now = describePatiently(List.copyOf(waiting.keySet()), startMs);
            for (OpenTransaction transaction : List.copyOf(waiting.values())) {
                Progress progress = progress(transaction, now.get(transaction.id()));
                if (progress == Progress.LOST) {
                    lost.add(transaction);
                }
                if (progress.isEnd() || (progress == Progress.SURE && waitedMs > LONGEST_WAIT_FOR_READERS_MS)) {
                    waiting.remove(transaction.id());
                }
            }
            if (waiting.isEmpty()) {
                return lost;
            }
            if (waitedMs > LONGEST_MS + cluster.requestTimeoutMs()) {
                throw new WriteException(
                        waiting.size() + " of " + transactions.size() + " transactions at " + cluster.servers()
                                + " could not be committed yet; the next write, or a restart of the stream, finishes that. See whether all brokers are"
                                + " there",
                        null);
            }
            end(waiting.values(), now, true);
            pause(pauseMs);
            pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
        }
    }

    /** How many of these readers do not see. */
    int countMissing(List<OpenTransaction> transactions) throws WriteException {
        Map<String, TransactionDescription> now =
                describe(transactions.stream().map(OpenTransaction::id).toList());
        return (int) transactions.stream()
                .filter(transaction -> progress(transaction, now.get(transaction.id())) != Progress.VISIBLE)
                .count();
    }

    /** Goes on asking when a coordinator is away, until the time is over. */
    private Map<String, TransactionDescription> describePatiently(List<String> ids, long startMs)
            throws WriteException {
        while (true) {
            try {
                return describe(ids);
            } catch (WriteException e) {
                boolean isHopeless = e.getCause() instanceof AuthorizationException
                        || e.getCause() instanceof InterruptedException
                        || System.currentTimeMillis() - startMs > LONGEST_MS;
                if (isHopeless) {
                    throw e;
                }
                LOG.debug("transactions cannot be described, and are asked for again", e);
                pause(LONGEST_PAUSE_MS);
            }
        }
    }

    private enum Progress {
        OPEN,
        /** In the coordinator's log; readers see it when the leaders of all partitions know. */
        SURE,
        VISIBLE,
        LOST;

        boolean isEnd() {
            return this == VISIBLE || this == LOST;
        }
    }

    private static Progress progress(OpenTransaction transaction, @Nullable TransactionDescription now) {
        if (now == null || now.producerId() != transaction.producerId()) {
            return Progress.LOST;
        }
        boolean isSameEpoch = now.producerEpoch() == transaction.producerEpoch();
        return switch (now.state()) {
            case ONGOING -> isSameEpoch ? Progress.OPEN : Progress.LOST;
            case PREPARE_COMMIT -> Progress.SURE;
            case COMPLETE_COMMIT ->
                isSameEpoch || now.producerEpoch() == transaction.producerEpoch() + 1
                        ? Progress.VISIBLE
                        : Progress.LOST;
            default -> Progress.LOST;
        };
    }

    /** Asks once that all open transactions end whose ids begin like this; the ids of those. */
    Set<String> abort(String prefix) throws WriteException {
        Map<String, TransactionDescription> now = describe(open(prefix));
        List<OpenTransaction> open = new ArrayList<>();
        now.forEach((id, transaction) ->
                open.add(new OpenTransaction(id, transaction.producerId(), transaction.producerEpoch())));
        end(open, now, false);
        return now.keySet();
    }

    /**
     * The same until none is open.
     *
     * @return how many there were
     */
    int abortAll(String prefix) throws WriteException {
        long startMs = System.currentTimeMillis();
        Set<String> all = new HashSet<>();
        while (true) {
            Set<String> open = abort(prefix);
            all.addAll(open);
            if (open.isEmpty()) {
                return all.size();
            }
            if (System.currentTimeMillis() - startMs > LONGEST_MS) {
                throw new WriteException(
                        open.size() + " transactions at " + cluster.servers()
                                + " could not be aborted yet; see whether all brokers are there, and try again",
                        null);
            }
            pause(LONGEST_PAUSE_MS);
        }
    }

    /** Asks the coordinators of transactions to end those that are open; what became of it shows when they are described again. */
    private void end(
            Collection<OpenTransaction> transactions, Map<String, TransactionDescription> now, boolean isCommit)
            throws WriteException {
        List<OpenTransaction> open = transactions.stream()
                .filter(transaction -> isOngoing(now.get(transaction.id())))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        Map<Integer, Node> brokers = new HashMap<>();
        answers.await(admin.describeCluster().nodes(), "asking for the brokers")
                .forEach(node -> brokers.put(node.id(), node));
        boolean hasEpochs = hasEpochPerTransaction();
        try (BorrowedClient borrowed = SharedConnections.ofThisJvm().borrow(cluster.kafkaProperties())) {
            BrokerClient client = borrowed.client();
            ProgressDeadline deadline = new ProgressDeadline("transactions", cluster.requestTimeoutMs(), client.time());
            Map<ClientRequest, Node> asked = new LinkedHashMap<>();
            for (OpenTransaction transaction : open) {
                Node coordinator = brokers.get(coordinator(transaction, now));
                if (coordinator != null) {
                    ask(client, coordinator, request(transaction, isCommit, hasEpochs), deadline)
                            .ifPresent(sent -> asked.put(sent, coordinator));
                }
            }
            steps.at("asked to end");
            for (Map.Entry<ClientRequest, Node> sent : asked.entrySet()) {
                await(client, sent.getValue(), sent.getKey(), deadline);
            }
        } catch (WriteException e) {
            throw e;
        } catch (IOException e) {
            throw new WriteException(
                    "transactions at " + cluster.servers() + " could not be ended: " + e.getMessage(), e);
        }
    }

    private static boolean isOngoing(@Nullable TransactionDescription now) {
        return now != null && now.state() == TransactionState.ONGOING;
    }

    private static int coordinator(OpenTransaction transaction, Map<String, TransactionDescription> now) {
        return Objects.requireNonNull(now.get(transaction.id())).coordinatorId();
    }

    private static EndTxnRequest.Builder request(OpenTransaction transaction, boolean isCommit, boolean hasEpochs) {
        EndTxnRequestData data = new EndTxnRequestData()
                .setTransactionalId(transaction.id())
                .setProducerId(transaction.producerId())
                .setProducerEpoch((short) transaction.producerEpoch())
                .setCommitted(isCommit);
        return new EndTxnRequest.Builder(data, hasEpochs);
    }

    private static Optional<ClientRequest> ask(
            BrokerClient client, Node coordinator, EndTxnRequest.Builder request, ProgressDeadline deadline)
            throws IOException {
        try {
            return Optional.of(client.send(coordinator, request, deadline, deadline.remainingMs()));
        } catch (BrokerUnreachableException e) {
            LOG.debug("a coordinator cannot be reached, and is asked again", e);
            return Optional.empty();
        }
    }

    private void await(BrokerClient client, Node coordinator, ClientRequest request, ProgressDeadline deadline)
            throws IOException {
        try {
            Errors error = ((EndTxnResponse) client.await(coordinator, request, deadline)).error();
            if (error == Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED) {
                throw answers.failure("ending transactions", error.exception());
            }
        } catch (BrokerUnreachableException e) {
            LOG.debug("a coordinator went away, and is asked again", e);
        }
    }

    /** Its producers have asked for the same, and do as the answer says. */
    boolean hasEpochPerTransaction() throws WriteException {
        FinalizedVersionRange version = answers.await(
                        admin.describeFeatures().featureMetadata(), "asking for the version of transactions")
                .finalizedFeatures()
                .get(VERSION_FEATURE);
        return version != null && version.maxVersionLevel() >= EPOCH_PER_TRANSACTION;
    }

    private void pause(long pauseMs) throws WriteException {
        try {
            Thread.sleep(pauseMs);
        } catch (InterruptedException e) {
            throw answers.interrupted(e);
        }
    }
}
