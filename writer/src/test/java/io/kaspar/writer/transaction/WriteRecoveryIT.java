package io.kaspar.writer.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.Waiting;
import io.kaspar.writer.WriteException;
import io.kaspar.writer.transaction.DyingDriver.Death;
import io.kaspar.writer.transaction.RecoveredWrite.Outcome;
import io.kaspar.writer.transaction.WriteIdentity.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Drivers died, and somebody asks for what they left to be ended. */
class WriteRecoveryIT {
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

    /** Each test has decisions of its own, so that nobody finishes those of others. */
    private static TransactionalCluster at(String topic) {
        return new TransactionalCluster(
                Map.of("bootstrap.servers", cluster.bootstrapServers()), topic + "-decisions", 30_000, TIMEOUT_MS);
    }

    private static WriteIdentity newWrite(String topic, Kind kind) {
        cluster.createTopic(topic, PARTITIONS);
        return new WriteIdentity("test", topic, "id", kind, "w-" + topic);
    }

    private static List<String> seen(String topic, boolean isAllDecided) {
        return TaskAttempts.seen(cluster.bootstrapServers(), topic, PARTITIONS, isAllDecided);
    }

    private static List<String> prepared(WriteIdentity write) throws Exception {
        return TaskAttempts.prepared(cluster.bootstrapServers(), write, 0, TIMEOUT_MS);
    }

    /** The transactions of a write whose driver decided, and died before it committed. */
    private static List<String> decided(WriteIdentity write) throws Exception {
        ExactlyOnceWrite dying = ExactlyOnceWrite.begin(at(write.topic()), write, DyingDriver.at("after decision"));
        List<String> ids = prepared(write);
        assertThatThrownBy(() -> dying.commit(0, ids)).isInstanceOf(Death.class);
        dying.close();
        return ids;
    }

    private static void commitFirst(List<String> ids) throws WriteException {
        Transactions transactions = new Transactions(at("any"), cluster.admin(), WriteSteps.NONE);
        transactions
                .describe(ids.subList(0, 1))
                .forEach((id, now) -> commit(transactions, id, now.producerId(), now.producerEpoch()));
    }

    private static void commit(Transactions transactions, String id, long producerId, int epoch) {
        try {
            assertThat(transactions.commit(List.of(new OpenTransaction(id, producerId, epoch))))
                    .isEmpty();
        } catch (WriteException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WriteRecovery recovery(WriteIdentity write) throws WriteException {
        return WriteRecovery.open(at(write.topic()));
    }

    @Test
    void aDriverThatDiedBetweenItsCommitsIsFinished() throws Exception {
        WriteIdentity write = newWrite("between", Kind.NAMED);
        commitFirst(decided(write));
        assertThat(seen("between", false)).isEqualTo(TaskAttempts.rows(0, 0));

        try (WriteRecovery recovery = recovery(write)) {
            assertThat(recovery.commitDecided()).containsExactly(new RecoveredWrite(write, Outcome.COMMITTED, 2, ""));
            assertThat(seen("between", false)).isEqualTo(TaskAttempts.allRows(1));
            assertThat(recovery.commitDecided()).isEmpty();
        }
        try (ExactlyOnceWrite again = ExactlyOnceWrite.begin(at("between"), write)) {
            assertThat(again.committedEpoch()).hasValue(0);
        }
    }

    @Test
    void aNamedWriteIsCommittedAndMarkedAsDone() throws Exception {
        WriteIdentity write = newWrite("marked", Kind.NAMED);
        decided(write);

        try (WriteRecovery recovery = recovery(write)) {
            assertThat(recovery.end("test", "another")).isEmpty();
            assertThat(recovery.end("other-prefix", "w-marked")).isEmpty();
            assertThat(seen("marked", false)).isEmpty();

            assertThat(recovery.end("test", "w-marked"))
                    .containsExactly(new RecoveredWrite(write, Outcome.COMMITTED, 3, ""));
            assertThat(recovery.end("test", "w-marked")).isEmpty();
            assertThat(recovery.commitDecided()).isEmpty();
        }
        assertThat(seen("marked", true)).isEqualTo(TaskAttempts.allRows(1));
        assertThat(new DecisionLog(at("marked"), cluster.admin()).read().get(write.driverId()))
                .isNotNull()
                .matches(Decision::isDone);
    }

    @Test
    void whatNobodyDecidedIsAbortedByItsNameOnly() throws Exception {
        WriteIdentity write = newWrite("undecided", Kind.STATEMENT);
        try (ExactlyOnceWrite living = ExactlyOnceWrite.begin(at("undecided"), write);
                WriteRecovery recovery = recovery(write)) {
            List<String> ids = prepared(write);

            assertThat(recovery.commitDecided()).isEmpty();
            assertThat(recovery.end("test", "w-undecided"))
                    .containsExactly(new RecoveredWrite(write, Outcome.ABORTED, 3, ""));
            assertThat(recovery.end("test", "w-undecided")).isEmpty();

            // its driver decides nothing more
            assertThatThrownBy(() -> living.commit(0, ids)).isInstanceOf(WriteException.class);
        }
        assertThat(seen("undecided", true)).isEmpty();
    }

    /** What was aborted behind the driver's back cannot be decided on; what it sends after that cannot, either. */
    @Test
    void aDriverWhoseWriteWasEndedDecidesNothing() throws Exception {
        WriteIdentity write = newWrite("fenced", Kind.NAMED);
        try (ExactlyOnceWrite living = ExactlyOnceWrite.begin(at("fenced"), write);
                WriteRecovery recovery = recovery(write)) {
            prepared(write);
            recovery.end("test", "w-fenced");
            List<String> later = prepared(write);

            assertThatThrownBy(() -> living.commit(0, later)).hasMessageContaining("runs somewhere else");
        }
    }

    @Test
    void aDecisionThatCannotBeKeptIsToldAndOthersAreFinished() throws Exception {
        WriteIdentity write = newWrite("lost", Kind.NAMED);
        List<String> ids = decided(write);
        Transactions transactions = new Transactions(at("lost"), cluster.admin(), WriteSteps.NONE);
        assertThat(transactions.abort(ids.get(0))).containsExactly(ids.get(0));
        Waiting.until("the abort", () -> isEnded(transactions, ids.get(0)));

        try (WriteRecovery recovery = recovery(write)) {
            List<RecoveredWrite> recovered = recovery.commitDecided();
            assertThat(recovered).hasSize(1);
            assertThat(recovered.get(0).outcome()).isEqualTo(Outcome.LOST);
            assertThat(recovered.get(0).detail())
                    .contains("of 3 decided transactions 1")
                    .contains(ids.get(0));
        }
        assertThat(seen("lost", true)).hasSize(10);
    }

    private static boolean isEnded(Transactions transactions, String id) {
        try {
            return transactions.open(id).isEmpty();
        } catch (WriteException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It makes no topic of decisions. */
    @Test
    void nothingIsDoneWhereNothingWasDecided() throws Exception {
        try (WriteRecovery recovery = WriteRecovery.open(at("never"))) {
            assertThat(recovery.commitDecided()).isEmpty();
            assertThat(recovery.end("test", "w1")).isEmpty();
        }
        assertThat(cluster.admin().listTopics().names().get()).doesNotContain("never-decisions");
    }
}
