package io.kaspar.writer.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.Waiting;
import io.kaspar.writer.RecordSender;
import io.kaspar.writer.WriteException;
import io.kaspar.writer.transaction.DyingDriver.Death;
import io.kaspar.writer.transaction.WriteIdentity.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol on a real broker: drivers die at every step, tasks anywhere. */
class ExactlyOnceWriteIT {
    private static final int PARTITIONS = 3;
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

    private static WriteIdentity write(String topic, Kind kind) {
        return new WriteIdentity("test", topic, "id", kind, "w1");
    }

    private static ExactlyOnceWrite begin(WriteIdentity write) throws WriteException {
        return ExactlyOnceWrite.begin(at(TIMEOUT_MS), write);
    }

    private static String prepared(WriteIdentity write, int task, int timeoutMs, List<String> rows) throws Exception {
        return TaskAttempts.prepared(cluster.bootstrapServers(), write, task, timeoutMs, rows);
    }

    private static List<String> prepared(WriteIdentity write, int epoch) throws Exception {
        return TaskAttempts.prepared(cluster.bootstrapServers(), write, epoch, TIMEOUT_MS);
    }

    /** An attempt that dies: its transaction is aborted, or stays open. */
    private static void dying(WriteIdentity write, int task, List<String> rows, boolean isAborted) throws Exception {
        RecordSender sender =
                TaskAttempts.sent(cluster.bootstrapServers(), write, write.newAttemptId(task), TIMEOUT_MS, rows);
        if (isAborted) {
            sender.close();
        } else {
            assertThat(sender.prepare()).isTrue();
        }
    }

    private static List<String> rows(int epoch, int task) {
        return TaskAttempts.rows(epoch, task);
    }

    private static List<String> allRows(int epochs) {
        return TaskAttempts.allRows(epochs);
    }

    private static List<String> seen(String topic, boolean isAllDecided) {
        return TaskAttempts.seen(cluster.bootstrapServers(), topic, PARTITIONS, isAllDecided);
    }

    private static WriteIdentity newTopic(String topic, Kind kind) {
        cluster.createTopic(topic, PARTITIONS);
        return write(topic, kind);
    }

    @Test
    void nothingIsSeenBeforeTheDecisionAndAllOfItAfter() throws Exception {
        WriteIdentity write = newTopic("plain", Kind.STATEMENT);
        try (ExactlyOnceWrite begun = begin(write)) {
            assertThat(begun.committedEpoch()).isEmpty();
            List<String> ids = prepared(write, 0);

            assertThat(seen("plain", false)).isEmpty();

            begun.commit(0, ids);
            // no waiting: a statement ends when readers see its rows
            assertThat(seen("plain", false)).isEqualTo(allRows(1));
        }
    }

    @Test
    void nothingIsLeftOpenOfAnAbortedWrite() throws Exception {
        WriteIdentity write = newTopic("aborted", Kind.STATEMENT);
        try (ExactlyOnceWrite begun = begin(write)) {
            prepared(write, 0);
            begun.abort();
        }
        assertThat(seen("aborted", true)).isEmpty();
    }

    @Test
    void attemptsThatDoNotCountAreAborted() throws Exception {
        WriteIdentity write = newTopic("attempts", Kind.STATEMENT);
        try (ExactlyOnceWrite begun = begin(write)) {
            dying(write, 0, rows(0, 0), true);
            dying(write, 1, rows(0, 1), false);
            begun.commit(0, prepared(write, 0));
        }
        assertThat(seen("attempts", true)).isEqualTo(allRows(1));
    }

    /** A name that begins like another's is another one. */
    @Test
    void othersTransactionsAreLeftAlone() throws Exception {
        WriteIdentity write = newTopic("others", Kind.NAMED);
        WriteIdentity longer = new WriteIdentity("test", "others", "id", Kind.NAMED, "w11");
        try (ExactlyOnceWrite begun = begin(longer)) {
            List<String> ids = prepared(longer, 0);
            try (ExactlyOnceWrite other = begin(write)) {
                other.commit(0, List.of());
            }
            begun.commit(0, ids);
        }
        assertThat(seen("others", true)).isEqualTo(allRows(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"before decision", "after decision", "after commit"})
    void aNamedWriteIsRunAgainUntilItIsDone(String step) throws Exception {
        WriteIdentity write = newTopic("named-" + step.replace(' ', '-'), Kind.NAMED);
        ExactlyOnceWrite dying = ExactlyOnceWrite.begin(at(TIMEOUT_MS), write, DyingDriver.at(step));
        List<String> ids = prepared(write, 0);
        assertThatThrownBy(() -> dying.commit(0, ids)).isInstanceOf(Death.class);

        try (ExactlyOnceWrite again = begin(write)) {
            assertThat(again.committedEpoch().isPresent()).isEqualTo(!step.equals("before decision"));
            if (again.committedEpoch().isEmpty()) {
                again.commit(0, prepared(write, 0));
            }
        }
        try (ExactlyOnceWrite third = begin(write)) {
            assertThat(third.committedEpoch()).hasValue(0);
        }
        assertThat(seen(write.topic(), true)).isEqualTo(allRows(1));
        dying.close();
    }

    @Test
    void anyOtherWriteFinishesWhatWasDecided() throws Exception {
        WriteIdentity write = newTopic("decided", Kind.STATEMENT);
        ExactlyOnceWrite dying = ExactlyOnceWrite.begin(at(TIMEOUT_MS), write, DyingDriver.at("after decision"));
        List<String> ids = prepared(write, 0);
        assertThatThrownBy(() -> dying.commit(0, ids)).isInstanceOf(Death.class);
        assertThat(seen("decided", false)).isEmpty();

        begin(newTopic("any-other", Kind.STATEMENT)).close();

        assertThat(seen("decided", true)).isEqualTo(allRows(1));
        // its driver aborts nothing that is decided
        dying.abort();
        dying.close();
    }

    @Test
    void aDriverThatWasReplacedDecidesNothing() throws Exception {
        WriteIdentity write = newTopic("replaced", Kind.NAMED);
        List<ExactlyOnceWrite> others = new ArrayList<>();
        ExactlyOnceWrite former = ExactlyOnceWrite.begin(at(TIMEOUT_MS), write, step -> {
            if (step.equals("before decision")) {
                try {
                    others.add(begin(write));
                } catch (WriteException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        List<String> ids = prepared(write, 0);

        assertThatThrownBy(() -> former.commit(0, ids)).isInstanceOf(WriteException.class);
        former.close();

        try (ExactlyOnceWrite later = others.get(0)) {
            assertThat(later.committedEpoch()).isEmpty();
            later.commit(0, prepared(write, 0));
        }
        assertThat(seen("replaced", true)).isEqualTo(allRows(1));
    }

    @Test
    void aTransactionThatTimedOutIsNeverHalfOfAWrite() throws Exception {
        WriteIdentity write = newTopic("timed-out", Kind.STATEMENT);
        try (ExactlyOnceWrite begun = begin(write)) {
            List<String> ids = new ArrayList<>();
            ids.add(prepared(write, 0, 500, rows(0, 0)));
            ids.add(prepared(write, 1, TIMEOUT_MS, rows(0, 1)));
            Transactions transactions = new Transactions(at(TIMEOUT_MS), cluster.admin(), WriteSteps.NONE);
            Waiting.until("the timeout", () -> !isOpen(transactions, ids.get(0)));

            assertThatThrownBy(() -> begun.commit(0, ids))
                    .hasMessageContaining("nothing is written")
                    .hasMessageContaining("kafka.transaction.timeout.ms");
            begun.abort();
        }
        assertThat(seen("timed-out", true)).isEmpty();
    }

    private static boolean isOpen(Transactions transactions, String id) {
        try {
            return transactions.open("test/").contains(id);
        } catch (WriteException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A recovery that comes too late says so, and says it again, until somebody has looked. */
    @Test
    void aDecisionThatCannotBeKeptIsAnError() throws Exception {
        WriteIdentity write = newTopic("too-late", Kind.NAMED);
        ExactlyOnceWrite dying = ExactlyOnceWrite.begin(at(TIMEOUT_MS), write, DyingDriver.at("after decision"));
        List<String> ids = List.of(prepared(write, 0, 3_000, rows(0, 0)), prepared(write, 1, TIMEOUT_MS, rows(0, 1)));
        assertThatThrownBy(() -> dying.commit(0, ids)).isInstanceOf(Death.class);
        dying.close();
        Transactions transactions = new Transactions(at(TIMEOUT_MS), cluster.admin(), WriteSteps.NONE);
        Waiting.until("the timeout", () -> !isOpen(transactions, ids.get(0)));

        for (int tries = 0; tries < 2; tries++) {
            assertThatThrownBy(() -> begin(write))
                    .hasMessageContaining("of 2 decided transactions 1")
                    .hasMessageContaining(ids.get(0))
                    .hasMessageContaining("kaspar-writes");
        }
        assertThat(seen("too-late", true)).isEqualTo(rows(0, 1));
    }

    @Test
    void aTimeThatBrokersDoNotAllowIsRefusedBeforeAnyTask() {
        assertThatThrownBy(() -> ExactlyOnceWrite.begin(at(1_000_000), newTopic("too-long", Kind.STATEMENT)))
                .hasMessageContaining("transaction.max.timeout.ms");
    }

    /** Drivers and tasks die at random, at any step, and start again where the checkpoint says. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void epochsOfAStreamAreThereOnceWhoeverDies(long seed) throws Exception {
        Random random = new Random(seed);
        WriteIdentity write = newTopic("epochs-" + seed, Kind.STREAM);
        int epochs = 6;
        int epoch = 0;
        List<ExactlyOnceWrite> dead = new ArrayList<>();
        while (epoch < epochs) {
            String deadly = Stream.of("before decision", "after decision", "after commit", "no step", "task")
                    .skip(random.nextInt(5))
                    .findFirst()
                    .orElseThrow();
            ExactlyOnceWrite driver;
            try {
                driver = ExactlyOnceWrite.begin(at(TIMEOUT_MS), write, DyingDriver.at(deadly));
            } catch (Death e) {
                // while it finished what another one had decided
                continue;
            }
            dead.add(driver);
            boolean isCommitted = driver.committedEpoch().orElse(-1) == epoch;
            if (!isCommitted) {
                int failed = random.nextInt(3);
                dying(write, failed, rows(epoch, failed), random.nextBoolean());
                if (deadly.equals("task")) {
                    continue;
                }
                try {
                    driver.commit(epoch, prepared(write, epoch));
                } catch (Death e) {
                    continue;
                }
            }
            // the checkpoint may be lost even so: Spark writes it after the sink
            epoch += random.nextInt(4) == 0 ? 0 : 1;
        }
        begin(write).close();
        for (ExactlyOnceWrite driver : dead) {
            driver.close();
        }
        assertThat(seen(write.topic(), true)).isEqualTo(allRows(epochs));
    }
}
