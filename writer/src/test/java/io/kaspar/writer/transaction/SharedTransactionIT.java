package io.kaspar.writer.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.Waiting;
import io.kaspar.writer.KeyPartitioner;
import io.kaspar.writer.OwnPartitions;
import io.kaspar.writer.RecordSender;
import io.kaspar.writer.SenderClaim;
import io.kaspar.writer.SharedIdentity;
import io.kaspar.writer.WriteException;
import io.kaspar.writer.transaction.DyingDriver.Death;
import io.kaspar.writer.transaction.WriteIdentity.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several tasks send in one transaction on a real broker. */
class SharedTransactionIT {
    private static final int TASKS = 3;
    private static final int TIMEOUT_MS = 60_000;

    private static TestCluster cluster;

    @BeforeAll
    static void start() {
        cluster = DyingDriver.startCluster();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static TransactionalCluster at(int timeoutMs) {
        return new TransactionalCluster(
                Map.of("bootstrap.servers", cluster.bootstrapServers()), "kaspar-writes", 30_000, timeoutMs);
    }

    private static WriteIdentity newTopic(String topic, int partitions) {
        cluster.createTopic(topic, partitions);
        return new WriteIdentity("test", topic, "id", Kind.NAMED, "w1");
    }

    private static ExactlyOnceWrite begin(WriteIdentity write) throws WriteException {
        return ExactlyOnceWrite.begin(at(TIMEOUT_MS), write);
    }

    /** The rows of a task, of this many bytes at least. */
    private static List<String> rows(int task, int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(row -> task + "-" + row + "-" + "x".repeat(bytes))
                .toList();
    }

    private static List<String> allRows(int count, int bytes) {
        return IntStream.range(0, TASKS)
                .boxed()
                .flatMap(task -> rows(task, count, bytes).stream())
                .sorted()
                .toList();
    }

    /** A sender that asked nobody whether it may. */
    private static RecordSender unclaimed(WriteIdentity write, SharedIdentity identity, int task, int partitions)
            throws WriteException {
        return RecordSender.inSharedTransaction(
                TaskAttempts.spec(cluster.bootstrapServers(), write.topic()),
                identity,
                new OwnPartitions(task, TASKS, partitions, KeyPartitioner.MURMUR2));
    }

    private static RecordSender sender(WriteIdentity write, SharedIdentity identity, int task, int partitions)
            throws WriteException {
        SenderClaim.take(TaskAttempts.spec(cluster.bootstrapServers(), write.topic()), identity, task);
        return unclaimed(write, identity, task, partitions);
    }

    private static void send(RecordSender sender, List<String> rows) throws Exception {
        for (String row : rows) {
            sender.write(TaskAttempts.row(row));
        }
    }

    /** All tasks at the same time, as executors run them. */
    private static void prepareAll(WriteIdentity write, SharedIdentity identity, int partitions, int count, int bytes)
            throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(TASKS);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int task = 0; task < TASKS; task++) {
                int number = task;
                tasks.add(() -> {
                    try (RecordSender sender = sender(write, identity, number, partitions)) {
                        send(sender, rows(number, count, bytes));
                        assertThat(sender.prepare()).isTrue();
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<String> seen(String topic, int partitions, boolean isAllDecided) {
        return TaskAttempts.seen(cluster.bootstrapServers(), topic, partitions, isAllDecided);
    }

    private static long committedEnd(String topic, int partition) {
        return cluster.consumer().endOffset(new TopicPartition(topic, partition), IsolationLevel.READ_COMMITTED);
    }

    private static boolean isNothingOpen() {
        try {
            return new Transactions(at(TIMEOUT_MS), cluster.admin(), WriteSteps.NONE)
                    .open("test/")
                    .isEmpty();
        } catch (WriteException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What committed readers may read up to jumps from nothing to all, in each partition. */
    @ParameterizedTest
    @CsvSource({"3, 1, 5", "3, 2000, 10", "7, 400, 3000", "12, 5, 300000"})
    void allOfItIsSeenAtOnce(int partitions, int count, int bytes) throws Exception {
        String topic = "at-once-" + partitions + "-" + count;
        WriteIdentity write = newTopic(topic, partitions);
        List<List<Long>> ends = IntStream.range(0, partitions)
                .mapToObj(partition -> Collections.synchronizedList(new ArrayList<Long>()))
                .toList();
        Thread reader = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                IntStream.range(0, partitions)
                        .forEach(partition -> ends.get(partition).add(committedEnd(topic, partition)));
            }
        });
        reader.start();
        try (ExactlyOnceWrite begun = begin(write)) {
            SharedIdentity identity = begun.share();
            prepareAll(write, identity, partitions, count, bytes);
            assertThat(seen(topic, partitions, false)).isEmpty();

            begun.commit(0, List.of(identity.transactionalId()));
            // no waiting: a statement ends when readers see its rows
            assertThat(seen(topic, partitions, false)).isEqualTo(allRows(count, bytes));
        } finally {
            reader.interrupt();
            reader.join();
        }
        for (int partition = 0; partition < partitions; partition++) {
            assertThat(ends.get(partition)).isSubsetOf(0L, committedEnd(topic, partition));
        }
        try (ExactlyOnceWrite again = begin(write)) {
            assertThat(again.committedEpoch()).hasValue(0);
        }
        assertThat(isNothingOpen()).isTrue();
    }

    /** Why there are claims: brokers take the second one's records for the first one's, and say that they have them. */
    @Test
    void aSecondSenderToAPartitionWouldBeAcknowledgedAndDropped() throws Exception {
        WriteIdentity write = newTopic("trap", 3);
        try (ExactlyOnceWrite begun = begin(write)) {
            SharedIdentity identity = begun.share();
            for (String row : List.of("first", "second")) {
                try (RecordSender sender = unclaimed(write, identity, 0, 3)) {
                    send(sender, List.of(row));
                    assertThat(sender.prepare()).isTrue();
                }
            }
            begun.commit(0, List.of(identity.transactionalId()));
        }
        assertThat(seen("trap", 3, true)).containsExactly("first");
    }

    @Test
    void aTaskHasOneAttemptThatSends() throws Exception {
        WriteIdentity write = newTopic("claims", 3);
        try (ExactlyOnceWrite begun = begin(write)) {
            SharedIdentity identity = begun.share();
            // one that dies while it sends
            RecordSender dying = sender(write, identity, 0, 3);
            send(dying, rows(0, 3, 5));
            dying.flush();
            for (int attempt = 2; attempt < 4; attempt++) {
                String number = "attempt " + attempt + " of task 0 may not send";
                assertThatThrownBy(() -> sender(write, identity, 0, 3)).hasMessageContaining(number);
            }
            dying.close();
            sender(write, identity, 1, 3).close();

            begun.abort();
        }
        assertThat(seen("claims", 3, true)).isEmpty();
        assertThat(isNothingOpen()).isTrue();
        // another run has other claims
        try (ExactlyOnceWrite again = begin(write)) {
            SharedIdentity identity = again.share();
            prepareAll(write, identity, 3, 2, 5);
            again.commit(0, List.of(identity.transactionalId()));
        }
        assertThat(seen("claims", 3, true)).isEqualTo(allRows(2, 5));
    }

    /** Of many attempts that ask at the same time one may send at most. */
    @Test
    void attemptsAtTheSameTimeHaveOneClaim() throws Exception {
        WriteIdentity write = newTopic("race", 3);
        int attempts = 8;
        try (ExactlyOnceWrite begun = begin(write)) {
            SharedIdentity identity = begun.share();
            ExecutorService pool = Executors.newFixedThreadPool(attempts);
            try {
                List<Callable<Boolean>> all = Collections.nCopies(attempts, () -> mayClaim(write, identity));
                long claims = 0;
                for (Future<Boolean> one : pool.invokeAll(all)) {
                    claims += one.get() ? 1 : 0;
                }
                assertThat(claims).isEqualTo(1);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private static boolean mayClaim(WriteIdentity write, SharedIdentity identity) {
        try {
            sender(write, identity, 2, 3).close();
            return true;
        } catch (WriteException e) {
            return false;
        }
    }

    /** Tasks of a cancelled statement may run on for a while. */
    @Test
    void nobodySendsAfterAnAbort() throws Exception {
        WriteIdentity write = newTopic("late", 3);
        try (ExactlyOnceWrite begun = begin(write)) {
            SharedIdentity identity = begun.share();
            RecordSender running = sender(write, identity, 0, 3);
            send(running, rows(0, 2, 5));
            running.flush();
            begun.abort();

            assertThatThrownBy(() -> {
                        send(running, rows(0, 2, 5));
                        running.flush();
                    })
                    .isInstanceOf(WriteException.class);
            running.close();
            try (RecordSender late = sender(write, identity, 1, 3)) {
                assertThatThrownBy(() -> {
                            send(late, rows(1, 2, 5));
                            late.flush();
                        })
                        .isInstanceOf(WriteException.class);
            }
        }
        Waiting.until("the end of all", SharedTransactionIT::isNothingOpen);
        assertThat(seen("late", 3, true)).isEmpty();
    }

    /** No transaction is open by then that an abort could end: only the identity can be taken away. */
    @Test
    void nobodyBeginsToSendAfterAnAbort() throws Exception {
        WriteIdentity write = newTopic("not-begun", 3);
        try (ExactlyOnceWrite begun = begin(write)) {
            SharedIdentity identity = begun.share();
            begun.abort();

            try (RecordSender late = sender(write, identity, 0, 3)) {
                assertThatThrownBy(() -> {
                            send(late, rows(0, 2, 5));
                            late.flush();
                        })
                        .isInstanceOf(WriteException.class);
            }
        }
        assertThat(isNothingOpen()).isTrue();
        assertThat(seen("not-begun", 3, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before decision", "after decision", "after commit"})
    void aDriverThatDiesLeavesNothingOrAll(String step) throws Exception {
        WriteIdentity write = newTopic("driver-" + step.replace(' ', '-'), 3);
        ExactlyOnceWrite dying = ExactlyOnceWrite.begin(at(TIMEOUT_MS), write, DyingDriver.at(step));
        SharedIdentity identity = dying.share();
        prepareAll(write, identity, 3, 4, 5);
        assertThatThrownBy(() -> dying.commit(0, List.of(identity.transactionalId())))
                .isInstanceOf(Death.class);
        boolean isDecided = !step.equals("before decision");

        try (ExactlyOnceWrite again = begin(write)) {
            assertThat(again.committedEpoch().isPresent()).isEqualTo(isDecided);
        }
        assertThat(seen(write.topic(), 3, true)).isEqualTo(isDecided ? allRows(4, 5) : List.of());
        assertThat(isNothingOpen()).isTrue();
        dying.close();
    }

    @Test
    void aTransactionThatTimedOutIsNothing() throws Exception {
        WriteIdentity write = newTopic("shared-timeout", 3);
        try (ExactlyOnceWrite begun = ExactlyOnceWrite.begin(at(1_000), write)) {
            SharedIdentity identity = begun.share();
            prepareAll(write, identity, 3, 4, 5);
            Waiting.until("the timeout", SharedTransactionIT::isNothingOpen);

            assertThatThrownBy(() -> begun.commit(0, List.of(identity.transactionalId())))
                    .hasMessageContaining("nothing is written");
            begun.abort();
        }
        assertThat(seen("shared-timeout", 3, true)).isEmpty();
    }

    /** Whoever has the id after an abort has another transaction. */
    @Test
    void aTransactionOfSomebodyElseIsNotCommitted() throws Exception {
        WriteIdentity write = newTopic("stolen", 3);
        try (ExactlyOnceWrite begun = begin(write)) {
            SharedIdentity identity = begun.share();
            prepareAll(write, identity, 3, 4, 5);
            // aborts the first one's
            try (RecordSender thief = TaskAttempts.sent(
                    cluster.bootstrapServers(), write, identity.transactionalId(), TIMEOUT_MS, List.of("stolen"))) {
                assertThat(thief.prepare()).isTrue();
            }
            assertThatThrownBy(() -> begun.commit(0, List.of(identity.transactionalId())))
                    .hasMessageContaining("somebody else uses the transactional id");
            begun.abort();
        }
        assertThat(seen("stolen", 3, true)).isEmpty();
    }
}
